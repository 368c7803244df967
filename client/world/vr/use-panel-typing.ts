import { useState } from 'react';
import { type KeyboardState, keysOf, typeKey } from '../../panels/keyboard.ts';
import type { PanelBlock } from '../../panels/panel-doc.ts';
import { useSystemKeyboard } from './use-system-keyboard.ts';
import { vrTexts } from './vr-texts.ts';
import type { Language } from './words.ts';

interface PanelTypingOptions {
  /** Whether Enter begins a new line. */
  readonly kind: 'line' | 'lines';
  readonly text: string;
  readonly maxLength: number;
  readonly language: Language;
  readonly onText: (text: string) => void;
  /** The keys are there from the first; without, they come with a press on the field. */
  readonly isOpen?: boolean;
  /** What is typed begins with a small letter; else with a capital where nothing is written yet. */
  readonly isLower?: boolean;
}

/** Typing into one text of a panel: by the headset's own keyboard where it has one, else by keys that the panel draws. */
export function usePanelTyping({ kind, text, maxLength, language, onText, isOpen, isLower }: PanelTypingOptions) {
  const fresh = (): KeyboardState => ({ layer: 'letters', language, isUpper: !isLower && text === '' });
  const [keyboard, setKeyboard] = useState<KeyboardState | null>(() => (isOpen ? fresh() : null));
  const system = useSystemKeyboard(kind, text, maxLength, onText);
  const isDrawn = keyboard !== null && !system.isThere;
  return {
    /** The keys that the panel draws; null while there are none, and where the headset has its own. */
    keys: (isDrawn ? { kind: 'keys', rows: keysOf(keyboard, vrTexts[language].keyboard) } : null) as PanelBlock | null,
    /** A press on the field. */
    pressField() {
      if (system.isThere) system.open();
      else setKeyboard(keyboard && !isOpen ? null : fresh());
    },
    close: () => setKeyboard(null),
    /** Types where `id` is a key, of the drawn keyboard or of a number pad; answers whether it was one. */
    pressKey(id: string): boolean {
      const typed = typeKey(id, { keyboard: keyboard ?? fresh(), text }, maxLength);
      if (!typed) return false;
      if (keyboard) setKeyboard(typed.keyboard);
      if (typed.text !== text) onText(typed.text);
      return true;
    },
  };
}
