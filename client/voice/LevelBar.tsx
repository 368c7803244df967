import { useEffect, useRef } from 'react';
import { voiceLevel } from './voice-session.ts';

/** How loud somebody is now; oneself where `call` is null. Drawn beside React, twenty times a second. */
export function LevelBar({ label, call }: { readonly label: string; readonly call: string | null }) {
  const bar = useRef<HTMLMeterElement>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      if (bar.current) bar.current.value = voiceLevel(call);
    }, 50);
    return () => clearInterval(timer);
  }, [call]);
  return <meter ref={bar} className="voice-level" min={0} max={1} value={0} aria-label={label} />;
}
