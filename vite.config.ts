import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import express from 'express';
import { type Connect, defineConfig, type Plugin } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';
import { BROTLI_PARAMS, COMPRESSIBLE, copyCompressed, GZIP_LEVEL } from './deploy/compress-files.ts';
import { leanContracts, leanCurrencies, leanZod } from './deploy/lean-build.ts';

/** Controller and hand models that a headset asks for; three's loader would fetch them from a third party. */
const XR_PROFILES = [
  'generic-hand',
  'generic-trigger',
  'generic-trigger-squeeze-thumbstick',
  'meta-quest-touch-plus',
  'oculus-touch-v3',
];
const PROFILES_SOURCE = 'node_modules/@webxr-input-profiles/assets/dist/profiles';

/** Serves those models under `/xr-profiles/`; any other headset is given a generic one, because the list names no more than is there. */
function xrProfiles(): Plugin {
  return {
    name: 'atrium-xr-profiles',
    configureServer({ middlewares }) {
      middlewares.use('/xr-profiles', express.static(PROFILES_SOURCE) as unknown as Connect.NextHandleFunction);
    },
    async closeBundle() {
      const target = 'dist/client/xr-profiles';
      const all: Record<string, { path: string }> = JSON.parse(
        readFileSync(`${PROFILES_SOURCE}/profilesList.json`, 'utf8'),
      );
      const kept = Object.entries(all).filter(([, { path }]) => XR_PROFILES.includes(path.split('/')[0] ?? ''));
      mkdirSync(target, { recursive: true });
      writeFileSync(`${target}/profilesList.json`, JSON.stringify(Object.fromEntries(kept)));
      for (const profile of XR_PROFILES) await copyCompressed(`${profile}/**`, PROFILES_SOURCE, target);
    },
  };
}

/** The models of branches, with compressed copies of them. */
function branchModels(): Plugin {
  return {
    name: 'atrium-branch-models',
    apply: 'build',
    closeBundle: () => copyCompressed('*/model/*', 'assets/branches', 'dist/branches'),
  };
}

const compressed = compression({
  include: COMPRESSIBLE,
  threshold: 512,
  algorithms: [
    defineAlgorithm('brotliCompress', { params: BROTLI_PARAMS }),
    defineAlgorithm('gzip', { level: GZIP_LEVEL }),
  ],
  logLevel: 'silent',
});

/** Else the build would say of each library that can run on old versions of Node that its `crypto` is missing. */
const NO_NODE_CRYPTO = resolve(import.meta.dirname, 'client/net/no-node-crypto.ts');
const NO_JSON_SCHEMA = resolve(import.meta.dirname, 'client/net/no-json-schema.ts');

/** The headset emulator that the XR library can load on demand is for development: 5 MB that no customer needs. */
const NO_EMULATOR = resolve(import.meta.dirname, 'client/xr/no-emulator.ts');

export default defineConfig({
  root: 'client',
  publicDir: false,
  plugins: [react(), leanZod(), leanCurrencies(), leanContracts(), xrProfiles(), branchModels(), compressed],
  resolve: {
    alias: {
      '@iwer/devui': NO_EMULATOR,
      '@iwer/sem': NO_EMULATOR,
      iwer: NO_EMULATOR,
      crypto: NO_NODE_CRYPTO,
      '../core/to-json-schema.js': NO_JSON_SCHEMA,
    },
    dedupe: ['three', 'react', 'react-dom'],
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // Every browser that has WebXR, and every other of the last three years, preloads modules itself.
    modulePreload: { polyfill: false },
    // Not named by the scripts: for stack traces, and for measurements that say which of our files they are about.
    sourcemap: 'hidden',
    // three.js is one module and the 3D page cannot do without it; the other pages do not load it.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // What every page has is one file: many small ones cost more in headers and round trips than they save.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              priority: 3,
              test: /rolldown\/runtime|^(?!.*node_modules.*node_modules).*node_modules\/(react|react-dom|scheduler|zod|zustand\/esm\/(index|react|vanilla)\.|@tanstack\/[^/]+)(\/|mjs)|client\/App|client\/ui\/(fonts|base)\.css|client\/net\/(api|use-read|use-signed-in|use-plan|go-to-sign-in|branch-store|use-draft-owner)|client\/identity\/(SessionBar|PhoneSignIn\.|identity|use-session)|client\/queue\/use-ticket|client\/ui\/(i18n|locales|Button|Alert|Skeleton|PageHeader|ErrorBoundary|Field|lazy-part|kept-|qr-code|use-brand|use-document-title|use-kept-draft)|shared\/(endpoint|result|queue)\./,
            },
            {
              // What everyone sees first of the flat page.
              name: 'flat',
              priority: 2,
              test: /client\/(flat-texts|FlatAssistant|FlatPage|FlatNow|flat\/(flat-branch-texts|FlatMore))\./,
            },
            {
              // What a customer sees first of the flat page, and the first frame in 3D does without.
              name: 'customer',
              priority: 1,
              test: /client\/(FlatVisit|FlatTalk|FlatFolder|queue\/(TicketPanel|TicketCard|TopicForm|TopicField|HoursNote|OtherWays|AppointmentList|queue-texts|other-ways-texts)|afterwards\/RatingCard|banking\/(AccountList|AsOf|BankingPanel|BankingViews|Overview|PaymentLists|ScheduleText|TransactionList|[a-z-]+)\.|ui\/(LateView|TimeText|MoneyText|use-focus-rescue|use-seen|errors)\.)|shared\/(payment|banking|money|account-number|appointments|branch-service|afterwards)\.|node_modules\/(currency-codes|nub|first-match)\//,
            },
          ],
        },
      },
    },
  },
});
