import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitReader, BitWriter, RICE_LIMIT } from './bits.ts';

const item = fc.oneof(
  fc
    .integer({ min: 1, max: 24 })
    .chain((count) => fc.record({ count: fc.constant(count), value: fc.nat(2 ** count - 1) })),
  fc.record({ rice: fc.integer({ min: 0, max: 15 }), value: fc.integer({ min: -RICE_LIMIT, max: RICE_LIMIT }) }),
);

test('what is written is read, in order, and ends at the same byte', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 60 }), (items) => {
      const writer = new BitWriter(400);
      for (const one of items)
        'count' in one ? writer.write(one.value, one.count) : writer.writeRice(one.value, one.rice);
      const length = writer.finish();
      const reader = new BitReader();
      reader.open(writer.bytes.subarray(0, length), 0);
      for (const one of items)
        expect('count' in one ? reader.read(one.count) : reader.readRice(one.rice)).toBe(one.value);
      expect(reader.overrun).toBe(false);
      expect(reader.position).toBe(length);
    }),
  );
});

test('reading past the end says so, and gives zeros', () => {
  const reader = new BitReader();
  reader.open(Uint8Array.of(255), 0);
  expect(reader.read(8)).toBe(255);
  expect(reader.overrun).toBe(false);
  expect(reader.read(24)).toBe(0);
  expect(reader.overrun).toBe(true);
});
