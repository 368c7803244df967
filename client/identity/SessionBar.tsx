import { useEffect, useState } from 'react';
import type { Audience } from '../../shared/endpoint.ts';
import { SignInFailure } from '../../shared/identity.ts';
import { goToSignIn, ownPath, SIGN_IN_FAILURE_PARAMETER } from '../net/go-to-sign-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { setLanguage, useLanguage, useTexts } from '../ui/i18n.ts';
import { identityTexts } from './identity-texts.ts';
import './identity.css';
import { PhoneSignIn } from './PhoneSignIn.tsx';
import { useForgetting, useSession, useSignOut } from './use-session.ts';

interface SessionBarProps {
  readonly audience: Audience;
  /** The branch that a customer's phone is told of; without it there is no sign-in by phone. */
  readonly branchId?: string | undefined;
}

/** Who you are here, the way in and out, and the language. */
export function SessionBar({ audience, branchId }: SessionBarProps) {
  const texts = useTexts(identityTexts);
  const language = useLanguage();
  const session = useSession();
  const signingOut = useSignOut(audience);
  const failure = useSignInFailure();
  useForgetting(audience);
  const person = session?.[audience];
  return (
    <div className="session-bar">
      {failure && (
        <div className="session-failure">
          <Alert tone="danger">{texts.failures[failure]}</Alert>
        </div>
      )}
      {session && person && (
        <>
          <span className="session-name">
            <span className="visually-hidden">{texts.signedInAs(person.legalName)}</span>
            <span aria-hidden="true">{person.legalName}</span>
          </span>
          <Button variant="quiet" busy={signingOut.isPending} onClick={() => signingOut.mutate()}>
            {texts.signOut}
          </Button>
        </>
      )}
      {session && !person && <Button onClick={() => goToSignIn(audience)}>{texts.signIn}</Button>}
      {session && !person && branchId && <PhoneSignIn branchId={branchId} />}
      <button
        type="button"
        className="session-language"
        lang={language === 'en' ? 'ru' : 'en'}
        onClick={() => setLanguage(language === 'en' ? 'ru' : 'en')}
      >
        {texts.otherLanguage}
      </button>
    </div>
  );
}

/** Takes what the way back from the bank said out of the address, so that a reload does not say it again. */
function useSignInFailure(): SignInFailure | null {
  const [failure] = useState(
    () => SignInFailure.safeParse(new URL(location.href).searchParams.get(SIGN_IN_FAILURE_PARAMETER)).data ?? null,
  );
  useEffect(() => {
    if (failure) history.replaceState(null, '', ownPath());
  }, [failure]);
  return failure;
}
