import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { POSE, POSES } from '../../shared/branch.ts';
import { POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { CloseCode, MAX_MESSAGE_BYTES } from '../../shared/rooms.ts';
import {
  anna,
  enter,
  handshake,
  JOIN_ROOM,
  placeOf,
  poseAt,
  ROOM_DATA_BYTES,
  rawSocket,
  reserve,
  seen,
  slotOf,
  someCustomer,
  take,
  upgradeStatus,
} from './testing/live-hall.ts';

/** What the room does with who does not keep to its rules: a code, no effect on others, and in the end no link. */
test('messages that are unknown, malformed or impossible are refused with their own code, and others see nothing of them', async () => {
  const one = await enter();
  const other = await enter();
  one.room.sendBytes(POSE, poseAt(1, 1));
  await expect.poll(() => seen(other.batches)).toEqual([placeOf(slotOf(one), 1, 1)]);

  const at = { x: expect.closeTo(1, 2), z: expect.closeTo(1, 2) };
  const impossible = poseAt(1, 1);
  impossible.fill(255, 13, 19);
  for (const [send, refused] of [
    [() => one.room.send('no-such-message', { a: 1 }), { code: 'message-unknown' }],
    [() => one.room.send(POSE, { x: 1 }), { code: 'message-unknown' }],
    [() => one.room.sendBytes('no-such-bytes', new Uint8Array(4)), { code: 'message-unknown' }],
    // Colyseus hands what is called by its own inner name to the handler of packed bytes, whatever it is.
    [() => one.room.send(`_$b${POSE}`, { byteLength: POSE_BYTES }), { code: 'pose-malformed' }],
    [() => one.room.send(`_$b${POSE}`), { code: 'pose-malformed' }],
    [() => one.room.sendBytes(POSE, new Uint8Array(POSE_BYTES - 1)), { code: 'pose-malformed', at }],
    [() => one.room.sendBytes(POSE, impossible), { code: 'pose-malformed', at }],
    [() => one.room.sendBytes(POSE, poseAt(-8, -8)), { code: 'pose-too-fast', at }],
    [() => one.room.sendBytes(POSE, poseAt(40, 1)), { code: 'pose-out-of-bounds', at }],
    [
      () =>
        one.room.sendBytes(
          POSE,
          poseAt(4.5, 0, (pose) => {
            pose.teleported = true;
          }),
        ),
      { code: 'pose-out-of-bounds', at },
    ],
  ] as const) {
    send();
    expect(await one.refusal()).toEqual(refused);
  }
  one.room.sendBytes(POSE, poseAt(1.1, 1));
  await expect.poll(() => seen(other.batches).length).toBe(2);
  expect(seen(other.batches)[1]).toEqual(placeOf(slotOf(one), 1.1, 1));
});

test('someone without a body sends no pose and is sent none', async () => {
  const one = await enter();
  const bodiless = await enter(anna, 'bodiless');
  bodiless.room.sendBytes(POSE, poseAt(0, 0));
  expect(await bodiless.refusal()).toEqual({ code: 'pose-malformed' });
  const watcher = await enter();
  one.room.sendBytes(POSE, poseAt(1, 1));
  await expect.poll(() => watcher.batches.length).toBe(1);
  expect([bodiless.batches, one.batches]).toEqual([[], []]);
});

test('an oversize message, a flood of messages and a flood of what is no message each close the link', async () => {
  const big = await enter();
  big.room.sendBytes(POSE, new Uint8Array(MAX_MESSAGE_BYTES));
  expect(await big.closed).toBe(1009);
  const flood = await enter();
  for (let count = 0; count < 150; count++) flood.room.sendBytes(POSE, poseAt(0, 0));
  expect(await flood.closed).toBe(CloseCode.tooManyMessages);
  const nagging = await enter();
  for (let count = 0; count < 400; count++) nagging.room.ping(() => {});
  expect(await nagging.closed).toBe(4002);
});

test('a seat is good for one link; a made-up one, and one with a foreign Origin, for none', async () => {
  const { seat } = await reserve();
  await take(seat);
  await expect(take(seat)).rejects.toThrow('seat reservation expired');
  await expect(take({ ...seat, sessionId: 'made-up' })).rejects.toThrow('seat reservation expired');
  const fresh = (await reserve()).seat;
  expect(await upgradeStatus(rawSocket(fresh, 'https://evil.test'))).toBe(403);
  expect(await upgradeStatus(rawSocket(fresh))).toBe(101);
});

test('nothing is stored up for who never ends the handshake', async () => {
  const one = await enter();
  const watcher = await enter();
  const socket = rawSocket((await reserve()).seat);
  const frames: Buffer[] = [];
  socket.on('message', (data: Buffer) => frames.push(data));
  await expect.poll(() => frames.length).toBe(1);
  for (let count = 1; count <= 5; count++) {
    one.room.sendBytes(POSE, poseAt(1, count / 10));
    await expect.poll(() => watcher.batches.length).toBe(count);
  }
  socket.send(Buffer.of(JOIN_ROOM));
  await expect.poll(() => frames.some((frame) => frame.includes('Quiet Heron'))).toBe(true);
  const batches = () => frames.filter((frame) => frame[0] === ROOM_DATA_BYTES && frame[1] === POSES).length;
  // Not the five that were missed: where everyone is now, once.
  await expect.poll(batches).toBe(1);
  one.room.sendBytes(POSE, poseAt(1, 0.6));
  await expect.poll(batches).toBe(2);
  socket.close();
});

test('no frame of random bytes ends the room, or reaches anybody else', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const one = await enter(someCustomer());
  const noise = fc.sample(fc.uint8Array({ minLength: 0, maxLength: 80 }), { numRuns: 900, seed: 20261121 });
  for (let from = 0; from < noise.length; from += 30) {
    const socket = rawSocket((await reserve()).seat);
    await handshake(socket);
    const left = new Promise((resolve) => socket.once('close', resolve));
    // Odd ones begin as a message of the protocol does, so that they come further.
    for (const [index, bytes] of noise.slice(from, from + 30).entries())
      socket.send(index % 2 ? Buffer.concat([Buffer.of(10 + (index % 12)), bytes]) : bytes);
    socket.close();
    await left;
  }
  expect(one.batches).toEqual([]);
  const other = await enter();
  one.room.sendBytes(POSE, poseAt(1, 1));
  await expect.poll(() => seen(other.batches)).toContainEqual(placeOf(slotOf(one), 1, 1));
});
