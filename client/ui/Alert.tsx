import type { ReactNode } from 'react';

/** A word that is announced: `danger` at once, the others when the reader comes to rest. */
export function Alert({
  tone = 'info',
  children,
}: {
  readonly tone?: 'info' | 'success' | 'danger';
  readonly children: ReactNode;
}) {
  return (
    <div className={`alert alert-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
