/** A frame as a client sends it (RFC 6455, section 5.2). */
export interface ClientFrame {
  readonly opcode: number;
  readonly fin: boolean;
  readonly payload: Uint8Array;
  /** Absent: zeros. */
  readonly mask?: readonly [number, number, number, number];
}

export function clientFrame({ opcode, fin, payload, mask = [0, 0, 0, 0] }: ClientFrame): Buffer {
  const { length } = payload;
  const lengths = Buffer.alloc(length < 126 ? 1 : length <= 0xffff ? 3 : 9);
  lengths[0] = 0x80 | (length < 126 ? length : length <= 0xffff ? 126 : 127);
  if (lengths.length === 3) lengths.writeUInt16BE(length, 1);
  if (lengths.length === 9) lengths.writeBigUInt64BE(BigInt(length), 1);
  const masked = payload.map((byte, index) => byte ^ (mask[index & 3] as number));
  return Buffer.concat([Uint8Array.of((fin ? 0x80 : 0) | opcode), lengths, Uint8Array.from(mask), masked]);
}
