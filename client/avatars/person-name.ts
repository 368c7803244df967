import { BIRDS, type Bird } from '../../shared/identity.ts';

const PSEUDONYM = /^([a-z]+)-(\d{1,4})$/;

/** `heron-42` in the reader's language: `Heron 42`. Anything that is no pseudonym of ours is not shown at all. */
export function personName(pseudonym: string, birds: Readonly<Record<Bird, string>>): string {
  const [, bird = '', number = ''] = PSEUDONYM.exec(pseudonym) ?? [];
  return isBird(bird) ? `${birds[bird]} ${number}` : '';
}

function isBird(word: string): word is Bird {
  return (BIRDS as readonly string[]).includes(word);
}
