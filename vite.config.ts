import { cpSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Controller and hand models that a Quest asks for; three's loader would fetch them from a third party. */
const XR_PROFILES = [
  'generic-hand',
  'generic-trigger',
  'generic-trigger-squeeze-thumbstick',
  'meta-quest-touch-plus',
  'oculus-touch-v3',
];
const PROFILES_SOURCE = 'node_modules/@webxr-input-profiles/assets/dist/profiles';

function copyXrProfiles(): Plugin {
  return {
    name: 'copy-xr-profiles',
    apply: 'build',
    closeBundle() {
      const target = 'dist/client/xr-profiles';
      cpSync(`${PROFILES_SOURCE}/profilesList.json`, `${target}/profilesList.json`);
      for (const profile of XR_PROFILES)
        cpSync(`${PROFILES_SOURCE}/${profile}`, `${target}/${profile}`, { recursive: true });
    },
  };
}

export default defineConfig({
  root: 'client',
  publicDir: false,
  plugins: [react(), copyXrProfiles()],
  resolve: {
    // The headset emulator that the XR library can load on demand is for development: 5 MB that no customer needs.
    alias: { '@iwer/devui': '/xr/no-emulator.ts', '@iwer/sem': '/xr/no-emulator.ts', iwer: '/xr/no-emulator.ts' },
    dedupe: ['three', 'react', 'react-dom'],
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
  },
});
