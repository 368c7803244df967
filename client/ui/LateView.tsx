import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import { Skeleton } from './Skeleton.tsx';

/**
 * A view whose code comes when it is first shown. The focus that waits for it, on what is around it (`useFocusRescue`), goes to
 * its heading when it is there.
 */
export function LateView({ children }: { readonly children: ReactNode }) {
  return (
    <Suspense fallback={<Skeleton lines={5} />}>
      <Arrived>{children}</Arrived>
    </Suspense>
  );
}

function Arrived({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { activeElement, body } = document;
    const waits = activeElement !== body && activeElement?.contains(place.current);
    if (waits) place.current?.querySelector<HTMLElement>(':is(h2, h3)[tabindex]')?.focus();
  }, []);
  return <div ref={place}>{children}</div>;
}
