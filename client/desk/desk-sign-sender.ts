import { DESK_SIGNS_EVERY_MS, type DeskSigns, NO_SIGNS } from '../../shared/desk-signs.ts';

/** Tells the branch that who is at the console speaks or types: when it changes, and of quick changes the last. */
export interface DeskSignSender {
  /** Off: the desk is left, where the branch shows nothing of what one does. */
  setOn(isOn: boolean): void;
  show(signs: DeskSigns): void;
  /** What was told is not known any more. */
  again(): void;
  close(): void;
}

export function createDeskSignSender(send: (signs: DeskSigns) => void): DeskSignSender {
  let isOn = false;
  let now = NO_SIGNS;
  let told = NO_SIGNS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    if (!isOn || timer !== undefined || (told.speaking === now.speaking && told.typing === now.typing)) return;
    told = now;
    send(now);
    timer = setTimeout(() => {
      timer = undefined;
      tell();
    }, DESK_SIGNS_EVERY_MS);
  };
  return {
    setOn(next) {
      isOn = next;
      // Who comes to a desk anew is taken to be silent there.
      if (!isOn) told = NO_SIGNS;
      tell();
    },
    show(signs) {
      now = signs;
      tell();
    },
    again() {
      told = NO_SIGNS;
      tell();
    },
    close: () => clearTimeout(timer),
  };
}
