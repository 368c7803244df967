import type { ButtonHTMLAttributes } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: 'primary' | 'quiet' | 'danger';
  /** Works on it: the button says so, keeps the focus and takes no second press. */
  readonly busy?: boolean;
}

export function Button({
  variant = 'primary',
  busy = false,
  className = '',
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`button button-${variant} ${className}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {busy && <span className="button-spinner" aria-hidden="true" />}
    </button>
  );
}

interface FormButtonsProps {
  readonly submit: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly cancel: string;
  readonly onCancel: () => void;
}

/** At the foot of a form that one can also leave: what it does, and the way back. */
export function FormButtons({ submit, busy, disabled = false, cancel, onCancel }: FormButtonsProps) {
  return (
    <div className="row">
      <Button type="submit" busy={busy} disabled={disabled}>
        {submit}
      </Button>
      <Button variant="quiet" onClick={onCancel}>
        {cancel}
      </Button>
    </div>
  );
}
