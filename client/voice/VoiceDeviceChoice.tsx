import { SelectField } from '../ui/Field.tsx';
import type { VoiceDevice } from './devices.ts';
import { changeMicrophone, changeOutput } from './voice-session.ts';
import { useVoice } from './voice-store.ts';
import type { voiceTexts } from './voice-texts.ts';

/** By which microphone one speaks, and by which loudspeaker one hears, where the browser lets one choose. */
export function VoiceDeviceChoice({ texts }: { readonly texts: typeof voiceTexts.en }) {
  const { devices, inputId, outputId } = useVoice();
  const { inputs, outputs } = devices;
  if (inputs.length === 0 && outputs.length === 0) return null;
  return (
    <details className="voice-devices">
      <summary className="small">{texts.devices}</summary>
      <div className="voice-row">
        {inputs.length > 0 && (
          <SelectField
            label={texts.microphone}
            value={inputId}
            onChange={({ target }) => changeMicrophone(target.value)}
          >
            <Options devices={inputs} />
          </SelectField>
        )}
        {outputs.length > 0 && (
          <SelectField label={texts.speakers} value={outputId} onChange={({ target }) => changeOutput(target.value)}>
            {!outputs.some(({ id }) => id === '') && <option value="">{texts.defaultDevice}</option>}
            <Options devices={outputs} />
          </SelectField>
        )}
      </div>
    </details>
  );
}

function Options({ devices }: { readonly devices: readonly VoiceDevice[] }) {
  return devices.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}
