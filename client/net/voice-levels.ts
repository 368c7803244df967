/**
 * How loud each person speaks now, 0 to 1, by avatar id. Written by whatever hears them, as often as it likes; each frame reads
 * it and moves their lips. Who falls silent for good is taken out.
 */
export const voiceLevels = new Map<number, number>();
