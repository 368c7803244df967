import { useState } from 'react';
import { useOwnVrm } from '../avatars/vrm/own-vrm.ts';
import { checkVrm, type VrmLimits, type VrmRefusal } from '../avatars/vrm/vrm-rules.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { vrmTexts } from './vrm-texts.ts';

interface VrmChoiceProps {
  readonly limits: VrmLimits;
  /** What was worn could not be drawn. */
  readonly isBroken: boolean;
  readonly onChosen: () => void;
}

/** Where a branch allows it: a model from one's own device, checked here and drawn for nobody else. */
export function VrmChoice({ limits, isBroken, onChosen }: VrmChoiceProps) {
  const texts = useTexts(vrmTexts);
  const language = useLanguage();
  const worn = useOwnVrm((state) => state.vrm?.facts);
  const [refusal, setRefusal] = useState<VrmRefusal | null>(null);
  const number = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    onChosen();
    // Its size is known before anything of it is read.
    if (chosen.size > limits.maxBytes) return setRefusal('too-large');
    const file = await chosen.arrayBuffer();
    const checked = checkVrm(file, limits);
    setRefusal(checked.ok ? null : checked.error);
    if (checked.ok) useOwnVrm.setState({ vrm: { file, facts: checked.value } });
  };
  return (
    <section className="wardrobe-vrm">
      <h3>{texts.title}</h3>
      <p className="small">{texts.hint}</p>
      <p className="small muted">{texts.limits(number(limits.maxBytes / 1e6), number(limits.maxTriangles))}</p>
      <p className="row">
        <label className="button button-quiet wardrobe-file">
          {texts.choose}
          <input
            type="file"
            accept=".vrm,model/gltf-binary"
            onChange={({ currentTarget }) => {
              void choose(currentTarget.files?.[0]);
              // The same file may be chosen again.
              currentTarget.value = '';
            }}
          />
        </label>
        {worn && (
          <Button variant="quiet" onClick={() => useOwnVrm.setState({ vrm: null })}>
            {texts.remove}
          </Button>
        )}
      </p>
      <p role="status">{worn && texts.worn(worn.name, worn.authors.join(', '))}</p>
      {(refusal || isBroken) && <Alert tone="danger">{refusal ? texts.refusals[refusal] : texts.broken}</Alert>}
    </section>
  );
}
