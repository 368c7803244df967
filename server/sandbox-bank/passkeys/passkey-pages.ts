import { html, type Markup } from '../pages/html.ts';
import type { Language } from '../pages/page-texts.ts';
import type { WebSession } from '../pages/web-session.ts';
import type { Passkey } from './passkey-service.ts';
import { PASSKEY_TEXTS, type PasskeyTexts } from './passkey-texts.ts';
import type { TextMessage } from './text-messages.ts';

const csrfField = ({ csrf }: WebSession) => html`<input type="hidden" name="csrf" value="${csrf}">`;
/** The name is for password managers, which must know whose password is asked for. */
const passwordField = (texts: PasskeyTexts, { person }: WebSession) =>
  html`<input type="text" autocomplete="username" value="${person.username}" readonly hidden><label>${texts.password}<input name="password" type="password" autocomplete="current-password" maxlength="200" required></label>`;
const errorLine = (text: string | null) => text && html`<p class="error" role="alert">${text}</p>`;

export function listPage(language: Language, passkeys: readonly Passkey[]): Markup {
  const texts = PASSKEY_TEXTS[language];
  const day = (date: Date) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(date);
  return html`<h1>${texts.title}</h1><p>${texts.intro}</p>
${
  passkeys.length === 0
    ? html`<p class="note">${texts.none}</p>`
    : html`<ul class="passkeys">${passkeys.map(
        ({ credentialId, createdAt, lastUsedAt }) =>
          html`<li><span><strong>${texts.passkey}</strong><small>${texts.added(day(createdAt))}${lastUsedAt && html` · ${texts.used(day(lastUsedAt))}`}</small></span><a href="/passkeys/remove?credential=${credentialId}">${texts.remove}</a></li>`,
      )}</ul>`
}
<a class="button" href="/passkeys/new">${texts.add}</a><p><a href="/approvals">${texts.back}</a></p>`;
}

/** First of two steps: the password, for which a code is sent. */
export function passwordPage(language: Language, session: WebSession, error: string | null): Markup {
  const texts = PASSKEY_TEXTS[language];
  return html`<h1>${texts.newTitle}</h1><p>${texts.newIntro}</p>${errorLine(error)}
<form method="post" action="/passkeys/code">${csrfField(session)}${passwordField(texts, session)}<button>${texts.send}</button></form>
<p><a href="/approvals">${texts.back}</a></p>`;
}

/** Second step: the code, for which the browser makes a passkey (`passkeys.js`). */
export function codePage(language: Language, session: WebSession): Markup {
  const texts = PASSKEY_TEXTS[language];
  return html`<h1>${texts.codeTitle}</h1><p>${texts.codeIntro}</p>
<p class="sandbox-note"><a href="/sandbox/messages" target="_blank" rel="noopener">${texts.sandboxPhone}</a></p>
<p class="said" role="status" hidden></p>
<form id="enrol" method="post" action="/passkeys" data-words="${JSON.stringify(texts.words)}">${csrfField(session)}
<label>${texts.code}<input name="code" class="digits-field" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required autofocus></label>
<button>${texts.create}</button></form>
<p><a href="/passkeys/new?again">${texts.again}</a></p>`;
}

export function removePage(
  language: Language,
  session: WebSession,
  credentialId: string,
  error: string | null,
): Markup {
  const texts = PASSKEY_TEXTS[language];
  return html`<h1>${texts.removeTitle}</h1><p>${texts.removeText}</p>${errorLine(error)}
<form method="post" action="/passkeys/remove">${csrfField(session)}<input type="hidden" name="credential" value="${credentialId}">${passwordField(texts, session)}
<button class="danger">${texts.removeConfirm}</button></form><p><a href="/passkeys">${texts.keep}</a></p>`;
}

export function messagesPage(language: Language, messages: readonly TextMessage[]): Markup {
  const texts = PASSKEY_TEXTS[language];
  const time = (date: Date) =>
    new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(date);
  return html`<p class="sandbox-note">${texts.messagesIntro}</p><h1>${texts.messagesTitle}</h1>
${messages.length === 0 && html`<p class="note">${texts.messagesNone}</p>`}
<ol class="messages">${messages.map(({ body, sentAt }) => html`<li><p>${body}</p><small>${time(sentAt)}</small></li>`)}</ol>
<p><a href="/sandbox/messages">${texts.reload}</a></p>`;
}
