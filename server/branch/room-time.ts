/** The room's answer to who measures how far away it is (RFC 5905's method): their own time, then the room's; null to what is no question. */
export function answerTime(question: unknown, nowMs: number): Uint8Array | null {
  if (!(question instanceof Uint8Array) || question.byteLength !== 8) return null;
  const answer = new Uint8Array(16);
  answer.set(question);
  new DataView(answer.buffer).setFloat64(8, nowMs, true);
  return answer;
}
