import { useId } from 'react';
import './radio-pills.css';

interface RadioPillsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

/** One of a few ways, all in sight: radio buttons, with the keys that these have. */
export function RadioPills<T extends string>({ label, value, options, onChange }: RadioPillsProps<T>) {
  const name = useId();
  return (
    <fieldset className="pills">
      <legend className="visually-hidden">{label}</legend>
      {options.map(([option, words]) => (
        <label key={option} className="pill">
          <input type="radio" name={name} value={option} checked={option === value} onChange={() => onChange(option)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
