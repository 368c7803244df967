import { useXR } from '@react-three/xr';
import { useEffect, useRef } from 'react';

/**
 * Types with the headset's own keyboard, which comes where a text field of the page takes the focus. `kind`: whether Enter begins
 * a new line.
 *
 * @returns whether this headset has one, else the panel draws one; and how to open it, from a press
 */
export function useSystemKeyboard(
  kind: 'line' | 'lines',
  text: string,
  maxLength: number,
  onText: (text: string) => void,
): { readonly isThere: boolean; open(): void } {
  const session = useXR((state) => state.session);
  const field = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const told = useRef(onText);
  told.current = onText;
  // What was typed and has not come back as `text` yet: a quick hand is ahead of the drawing.
  const underWay = useRef<string[]>([]);
  useEffect(() => {
    const made = document.createElement(kind === 'line' ? 'input' : 'textarea');
    made.className = 'visually-hidden';
    made.maxLength = maxLength;
    made.setAttribute('aria-hidden', 'true');
    made.tabIndex = -1;
    const hear = () => {
      underWay.current.push(made.value);
      told.current(made.value);
    };
    made.addEventListener('input', hear);
    document.body.append(made);
    field.current = made;
    return () => made.remove();
  }, [kind, maxLength]);
  // What was sent or put in by other keys is not there to be typed on.
  useEffect(() => {
    const at = underWay.current.indexOf(text);
    underWay.current = at < 0 ? [] : underWay.current.slice(at + 1);
    if (at < 0 && field.current && field.current.value !== text) field.current.value = text;
  }, [text]);
  return {
    isThere: session?.isSystemKeyboardSupported === true,
    open() {
      field.current?.focus();
    },
  };
}
