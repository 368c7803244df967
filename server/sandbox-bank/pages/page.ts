import type { Request, Response } from 'express';
import { html, type Markup } from './html.ts';
import { type Language, PAGE_TEXTS } from './page-texts.ts';

export type PageScript = 'approvals.js' | 'passkeys.js' | 'submit.js';

/** The house style; lists of what a customer has; what is approved, on a phone or here. */
const STYLES = ['bank.css', 'bank-lists.css', 'bank-approvals.css'];

export function languageOf(request: Request): Language {
  return request.acceptsLanguages('en', 'ru') === 'ru' ? 'ru' : 'en';
}

/** The text of one page of the bank. Nothing runs on it but the scripts it names, which are files of ours (`static/`). */
export function pageText(language: Language, title: string, body: Markup, scripts: readonly PageScript[] = []): string {
  const texts = PAGE_TEXTS[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sandbox Bank</title>
<link rel="icon" href="/bank.svg" type="image/svg+xml">
${STYLES.map((style) => html`<link rel="stylesheet" href="/${style}">`)}
${scripts.map((script) => html`<script src="/${script}" type="module"></script>`)}
</head>
<body>
<header><span class="mark" aria-hidden="true"></span><strong>Sandbox Bank</strong><span class="sandbox">${texts.sandboxNote}</span></header>
<main>${body}</main>
</body>
</html>`.text;
}

export function sendPage(
  response: Response,
  language: Language,
  title: string,
  body: Markup,
  status = 200,
  scripts: readonly PageScript[] = [],
): void {
  response
    .status(status)
    .set('cache-control', 'no-store')
    .type('html')
    .send(pageText(language, title, body, scripts));
}

export function sendMessage(
  response: Response,
  language: Language,
  title: string,
  message: string,
  status = 200,
): void {
  sendPage(response, language, title, html`<h1>${title}</h1><p>${message}</p>`, status);
}
