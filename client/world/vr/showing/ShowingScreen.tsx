import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccounts } from '../../../banking/use-accounts.ts';
import { showingTexts } from '../../../showing/showing-texts.ts';
import { useAccountShowing } from '../../../showing/use-account-showing.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { SHOW, SHOWN, STOP, showingDoc } from './showing-docs.ts';

interface ShowingScreenProps {
  readonly screen: ScreenProps;
  readonly consultationId: string;
}

export function ShowingScreen({ screen, consultationId }: ShowingScreenProps) {
  const { language, go } = screen;
  const showing = useAccountShowing(consultationId);
  const { value, error } = useAccounts(true);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const begin = useMutation({ mutationFn: async () => showing?.show(chosen) });
  const press = (id: string) => {
    if (id === SHOW) begin.mutate();
    else if (id === STOP) showing?.hide();
    else if (id.startsWith(SHOWN)) turn(id.slice(SHOWN.length));
  };
  const turn = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const refused = begin.data && !begin.data.ok ? begin.data.error : error;
  const known = {
    showing,
    accounts: value?.accounts,
    chosen,
    busy: begin.isPending,
    error: refused && showingTexts[language].errors[refused],
  };
  return <Surface doc={showingDoc(known, language)} screen={screen} onPress={press} onBack={() => go('talk')} />;
}
