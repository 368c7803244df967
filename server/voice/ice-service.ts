import { randomUUID } from 'node:crypto';
import type { IceConfig } from '../../shared/voice.ts';
import type { Clock } from '../lib/clock.ts';
import { hallIceConfigOf, iceConfigOf, type TurnConfig } from './turn-rules.ts';

/** Says to each voice, anew each time, how it may reach others. */
export interface IceService {
  forConsultation(): IceConfig;
  /** Null where there is no relay: then there is no voice in the hall. */
  forHall(): IceConfig | null;
}

/** Each answer has a random id of its own: the relay's log tells neither who spoke nor which two times it was the same. */
export function createIceService(turn: TurnConfig | null, clock: Clock): IceService {
  return {
    forConsultation: () => iceConfigOf(turn, randomUUID(), clock()),
    forHall: () => hallIceConfigOf(turn, randomUUID(), clock()),
  };
}
