import { html, type Markup } from './html.ts';
import type { PageTexts } from './page-texts.ts';
import type { SignInError, WebSession } from './web-session.ts';

/** The sign-in form, or for someone who is signed in already, the question whether to go on as them. */
export function signInForm(texts: PageTexts, action: string, session: WebSession | null, error?: SignInError): Markup {
  if (session) {
    return html`<p>${texts.continueAs(session.person.name)}</p>
<form method="post" action="${action}"><input type="hidden" name="csrf" value="${session.csrf}">
<button name="decision" value="continue">${texts.continue}</button>
<button class="quiet" name="decision" value="switch">${texts.notYou}</button></form>`;
  }
  const message = error && (error === 'wrong-password' ? texts.wrongPassword : texts.tooManyAttempts);
  return html`${message && html`<p class="error" role="alert">${message}</p>`}
<form method="post" action="${action}">
<label>${texts.username}<input name="username" autocomplete="username" autocapitalize="none" maxlength="64" required autofocus></label>
<label>${texts.password}<input name="password" type="password" autocomplete="current-password" maxlength="200" required></label>
<button>${texts.signIn}</button></form>`;
}
