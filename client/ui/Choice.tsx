import './choice.css';

interface ChoiceProps {
  /** Of the group; no other on the page has it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly options: readonly { readonly id: string; readonly label: string; readonly chosen: boolean }[];
  readonly onChoose: (id: string) => void;
}

/** One of a few, as radio buttons in a row. */
export function Choice({ name, label, hint, options, onChoose }: ChoiceProps) {
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.id}>
          <input type="radio" name={name} checked={option.chosen} onChange={() => onChoose(option.id)} />
          {option.label}
        </label>
      ))}
      {hint && <p className="muted small">{hint}</p>}
    </fieldset>
  );
}
