import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { POSE, POSES } from '../../shared/branch.ts';
import { POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import type { Seat } from '../../shared/rooms.ts';
import { TALK } from '../../shared/sealed-talk.ts';
import { enterSealedTalk } from '../sealed-tab.ts';
import { openHouse } from './harness.ts';
import { call, join as joinHouse, poseBytes, reserveSeat, signIn } from './own-client.ts';

/** What a room of the started system answers to whoever breaks its rules: a code, no effect on others, and in the end no link. */
const house = openHouse();
let anna: Page;
let oliver: Page;
let elena: Page;

beforeAll(async () => {
  anna = await signIn(house, 'anna', '/flat');
  oliver = await signIn(house, 'oliver', '/flat');
  elena = await signIn(house, 'elena', '/desk');
});

const join = (seat: Seat) => joinHouse(house, seat);

describe('the branch room', () => {
  test('a malformed, unknown, impossible or jumping message is refused with its code, and others see nothing of it', async () => {
    const one = await join(await reserveSeat(anna));
    const other = await join(await reserveSeat(oliver));
    let seen = 0;
    other.room.onMessage(POSES, () => {
      seen += 1;
    });
    one.room.sendBytes(
      POSE,
      poseBytes(() => {}),
    );
    while (seen === 0) await delay(20);
    const quiet = seen;

    one.room.send('no-such-message', { a: 1 });
    expect(await one.refusal()).toEqual(['message-unknown']);
    one.room.sendBytes(POSE, new Uint8Array(POSE_BYTES - 1));
    expect(await one.refusal()).toEqual(['pose-malformed']);
    const impossible = poseBytes(() => {});
    impossible.fill(255, 13, 19);
    one.room.sendBytes(POSE, impossible);
    expect(await one.refusal()).toEqual(['pose-malformed']);
    one.room.sendBytes(
      POSE,
      poseBytes((pose) => {
        pose.teleported = false;
        pose.headPosition.x = 9;
        pose.headPosition.z = -6;
      }),
    );
    expect(await one.refusal()).toEqual(['pose-too-fast']);
    one.room.sendBytes(
      POSE,
      poseBytes((pose) => {
        pose.headPosition.x = 40;
      }),
    );
    expect(await one.refusal()).toEqual(['pose-out-of-bounds']);
    expect(seen).toBe(quiet);
    await one.room.leave();
    await other.room.leave();
  });

  test('an oversize message closes the link with 1009, a flood with 4429', async () => {
    const big = await join(await reserveSeat(anna));
    big.room.sendBytes(POSE, new Uint8Array(8192));
    expect(await big.closed).toBe(1009);
    const flood = await join(await reserveSeat(anna));
    for (let count = 0; count < 400; count++)
      flood.room.sendBytes(
        POSE,
        poseBytes(() => {}),
      );
    expect(await flood.closed).toBe(4429);
  });

  test('a seat is good for one link, and a made-up one for none', async () => {
    const seat = await reserveSeat(anna);
    const first = await join(seat);
    await expect(join(seat)).rejects.toThrow();
    await expect(join({ ...(await reserveSeat(anna)), sessionId: 'made-up' })).rejects.toThrow();
    await first.room.leave();
  });

  test('signing out closes the link', async () => {
    const page = await signIn(house, 'maria', '/flat');
    const maria = await join(await reserveSeat(page));
    await call(page, 'POST', '/api/sign-out/customer');
    expect(await maria.closed).toBe(4401);
  });
});

describe('a consultation', () => {
  test('is open to its two people and to nobody else, before and after its end', async () => {
    await call(elena, 'PUT', '/api/desk/flagship/duty', { deskId: 'desk-1' });
    await call(anna, 'POST', '/api/branches/flagship/ticket', { topic: 'cards' });
    const { consultationId } = (await call(elena, 'POST', '/api/desk/flagship/calls', {})).body as {
      consultationId: string;
    };
    const path = `/api/consultations/${consultationId}`;
    expect((await call(anna, 'GET', path)).body).toMatchObject({
      customerName: 'Anna Petrova',
      consultantName: 'Elena Markova',
    });
    expect((await call(elena, 'GET', `/api/desk-consultations/${consultationId}`)).status).toBe(200);

    const unknown = await call(oliver, 'POST', `/api/consultations/${randomUUID()}/enter`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'consultation-unknown' } });
    for (const [method, suffix] of [
      ['GET', ''],
      ['POST', '/enter'],
      ['POST', '/end'],
      ['GET', '/transcript'],
    ] as const) {
      expect(await call(oliver, method, path + suffix)).toEqual(unknown);
    }
    const mine = await join((await call(anna, 'POST', `${path}/enter`)).body.seat as Seat);
    // Knowing the room is not being let in: a seat of the hall does not fit, and a made-up one neither.
    const { sessionId } = await reserveSeat(oliver);
    await expect(join({ name: 'consultation', roomId: mine.room.roomId, processId: 'x', sessionId })).rejects.toThrow();

    mine.room.send(TALK, { kind: 'hello', member: 'anna', seen: null });
    expect(await mine.refusal()).toEqual(['message-malformed']);
    const talk = enterSealedTalk(mine.room, { consultationId, party: 'customer' });
    await expect.poll(() => talk.view()?.standing).toBe('in');
    for (let count = 0; count < 12; count++) mine.room.send(TALK, { kind: 'found' });
    expect(new Set(await mine.refusal())).toEqual(new Set(['message-too-frequent']));
    // What nobody agreed to have recorded is kept nowhere.
    talk.say('between us');
    const { lines } = (await call(anna, 'GET', `${path}/transcript`)).body as unknown as { lines: { text: string }[] };
    expect(lines).toEqual([]);

    await call(elena, 'POST', `/api/desk-consultations/${consultationId}/end`);
    expect(await mine.closed).toBe(4410);
    expect(await call(elena, 'GET', `/api/desk-consultations/${consultationId}`)).toMatchObject({
      status: 404,
      body: { code: 'consultation-unknown' },
    });
    expect(await call(anna, 'POST', `${path}/enter`)).toMatchObject({
      status: 409,
      body: { code: 'consultation-ended' },
    });
    expect((await call(anna, 'GET', `${path}/transcript`)).status).toBe(200);
  });
});
