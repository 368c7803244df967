import { useXR } from '@react-three/xr';
import { useEffect, useRef } from 'react';

/**
 * Types with the headset's own keyboard, which comes where a text field of the page takes the focus.
 *
 * @returns whether this headset has one, else the panel draws one; and how to open it, from a press
 */
export function useSystemKeyboard(
  text: string,
  maxLength: number,
  onText: (text: string) => void,
): { readonly isThere: boolean; open(): void } {
  const session = useXR((state) => state.session);
  const field = useRef<HTMLTextAreaElement | null>(null);
  const told = useRef(onText);
  told.current = onText;
  useEffect(() => {
    const made = document.createElement('textarea');
    made.className = 'visually-hidden';
    made.maxLength = maxLength;
    made.setAttribute('aria-hidden', 'true');
    made.tabIndex = -1;
    const hear = () => told.current(made.value);
    made.addEventListener('input', hear);
    document.body.append(made);
    field.current = made;
    return () => made.remove();
  }, [maxLength]);
  return {
    isThere: session?.isSystemKeyboardSupported === true,
    open() {
      if (!field.current) return;
      field.current.value = text;
      field.current.focus();
    },
  };
}
