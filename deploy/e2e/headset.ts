import type { BrowserContext, Page } from 'playwright-core';
import { frames } from './looking-on.ts';

/** An emulated Quest 3 (Meta's IWER), driven from outside the page: the app has no emulator of its own. */

type Triple = readonly [number, number, number];

/** The parts of IWER's device that the tests move. */
interface EmulatedDevice {
  controlMode: string;
  position: { set(x: number, y: number, z: number): void };
  quaternion: { set(x: number, y: number, z: number, w: number): void };
  primaryInputMode: 'controller' | 'hand';
  controllers: Record<'left' | 'right', EmulatedInput>;
  hands: Record<'left' | 'right', EmulatedHand>;
  updateVisibilityState(state: 'visible' | 'visible-blurred' | 'hidden'): void;
  installRuntime(options: { forceInstall: boolean }): void;
}
interface EmulatedPlace {
  position: { set(x: number, y: number, z: number): void };
  quaternion: { set(x: number, y: number, z: number, w: number): void };
}
interface EmulatedHand extends EmulatedPlace {
  poseId: string;
  connected: boolean;
  updatePinchValue(value: number): void;
}
interface EmulatedInput extends EmulatedPlace {
  connected: boolean;
  updateButtonValue(button: string, value: number): void;
  updateAxes(id: string, x: number, y: number): void;
}
declare global {
  interface Window {
    IWER: { XRDevice: new (config: unknown, options: unknown) => EmulatedDevice; metaQuest3: object };
    xrDevice: EmulatedDevice;
  }
}

/** What the headset has of what not every headset has; all of it unless told. */
interface Abilities {
  /** A camera picture behind what is drawn: `immersive-ar`. */
  readonly passthrough?: boolean;
  readonly systemKeyboard?: boolean;
}

/** Puts the headset on every page of a context, before the page's own scripts. */
export async function wearHeadset(context: BrowserContext, abilities: Abilities = {}): Promise<void> {
  await context.addInitScript({ path: 'node_modules/iwer/build/iwer.min.js' });
  await context.addInitScript(({ passthrough = true, systemKeyboard = true }) => {
    // Also the bank's pages get the script; only where WebXR may live is there a device.
    if (!window.IWER) return;
    const quest = {
      ...window.IWER.metaQuest3,
      supportedSessionModes: ['inline', 'immersive-vr', ...(passthrough ? ['immersive-ar'] : [])],
    };
    const device = new window.IWER.XRDevice(quest, { stereoEnabled: true, ipd: 0.063 });
    device.installRuntime({ forceInstall: true });
    // The emulator's sessions say no, whatever their device has.
    Object.defineProperty(XRSession.prototype, 'isSystemKeyboardSupported', { get: () => systemKeyboard });
    device.controlMode = 'programmatic';
    device.position.set(0, 1.65, 0);
    device.controllers.left.position.set(-0.25, 1.3, -0.35);
    device.controllers.right.position.set(0.25, 1.3, -0.35);
    window.xrDevice = device;
  }, abilities);
}

/** Holds a controller at a place, pointing at another; both in the room's metres. */
export async function pointController(page: Page, side: 'left' | 'right', at: Triple, to: Triple): Promise<void> {
  await point(page, 'controllers', side, at, to);
}

/** The same with a bare hand. */
export async function pointHand(page: Page, side: 'left' | 'right', at: Triple, to: Triple): Promise<void> {
  await point(page, 'hands', side, at, to);
}

async function point(
  page: Page,
  kind: 'controllers' | 'hands',
  side: 'left' | 'right',
  at: Triple,
  to: Triple,
): Promise<void> {
  await page.evaluate(
    ({ kind, side, at, to }) => {
      const controller = window.xrDevice[kind][side];
      const [dx, dy, dz] = [to[0] - at[0], to[1] - at[1], to[2] - at[2]];
      const yaw = Math.atan2(-dx, -dz) / 2;
      const pitch = Math.atan2(dy, Math.hypot(dx, dz)) / 2;
      controller.position.set(at[0], at[1], at[2]);
      controller.quaternion.set(
        Math.cos(yaw) * Math.sin(pitch),
        Math.sin(yaw) * Math.cos(pitch),
        -Math.sin(yaw) * Math.sin(pitch),
        Math.cos(yaw) * Math.cos(pitch),
      );
    },
    { kind, side, at, to },
  );
}

export async function trigger(page: Page, side: 'left' | 'right', value: 0 | 1): Promise<void> {
  await page.evaluate(({ side, value }) => window.xrDevice.controllers[side].updateButtonValue('trigger', value), {
    side,
    value,
  });
}

/** Presses and lets go of the upper face button of a controller. */
export async function pressFace(page: Page, side: 'left' | 'right'): Promise<void> {
  for (const value of [1, 0]) {
    await page.evaluate(
      ({ side, value }) =>
        window.xrDevice.controllers[side].updateButtonValue(side === 'left' ? 'y-button' : 'b-button', value),
      { side, value },
    );
    await frames(page, 3);
  }
}

export async function pinch(page: Page, side: 'left' | 'right', value: 0 | 1): Promise<void> {
  await page.evaluate(({ side, value }) => window.xrDevice.hands[side].updatePinchValue(value), {
    side,
    value,
  });
}

/** Pushes a stick, each axis -1 to 1: `x` to the right, `y` towards oneself. */
export async function stick(page: Page, side: 'left' | 'right', x: number, y: number): Promise<void> {
  await page.evaluate(({ side, x, y }) => window.xrDevice.controllers[side].updateAxes('thumbstick', x, y), {
    side,
    x,
    y,
  });
}

/** Nods the head: degrees below the horizon. */
export async function lookDown(page: Page, degrees: number): Promise<void> {
  const half = (-degrees * Math.PI) / 360;
  await page.evaluate(([sine, cosine]) => window.xrDevice.quaternion.set(sine, 0, 0, cosine), [
    Math.sin(half),
    Math.cos(half),
  ] as const);
}

type Turn = readonly [x: number, y: number, z: number, w: number];
const times = ([ax, ay, az, aw]: Turn, [bx, by, bz, bw]: Turn): Turn => [
  aw * bx + ax * bw + ay * bz - az * by,
  aw * by - ax * bz + ay * bw + az * bx,
  aw * bz + ax * by - ay * bx + az * bw,
  aw * bw - ax * bx - ay * by - az * bz,
];
const back = ([x, y, z, w]: Turn): Turn => [-x, -y, -z, w];

/** Holds a bare hand up with its palm before the eyes of whoever looks ahead; where its wrist is in the emulated hand is found out. */
export async function holdPalmUp(page: Page, side: 'left' | 'right'): Promise<void> {
  await page.evaluate((side) => {
    const hand = window.xrDevice.hands[side];
    hand.position.set(0, 1.6, -0.4);
    hand.quaternion.set(0, 0, 0, 1);
  }, side);
  await frames(page, 3);
  const { wrist, head } = await page.evaluate((side) => {
    const pose = window.__atriumProbe?.ownPose;
    if (!pose) throw new Error('no pose of the hand');
    const { x, y, z, w } = pose[side].rotation;
    const { headRotation: at } = pose;
    return { wrist: [x, y, z, w] as const, head: [at.x, at.y, at.z, at.w] as const };
  }, side);
  const inHand = times(back(head), wrist);
  // Fingers up, the back of the hand away from the eyes.
  const half = Math.SQRT1_2;
  const turn = times([-half, 0, 0, half], [0, 1, 0, 0]);
  await page.evaluate(([side, x, y, z, w]) => window.xrDevice.hands[side].quaternion.set(x, y, z, w), [
    side,
    ...times(turn, back(inHand)),
  ] as const);
}

/** Where the tip of an index finger is, in the room's metres. */
async function fingertip(page: Page, side: 'left' | 'right'): Promise<Triple> {
  return page.evaluate(
    (side) =>
      new Promise<[number, number, number]>((found, failed) => {
        const session = window.__atriumProbe?.session;
        if (!session) return failed(new Error('no session'));
        void session.requestReferenceSpace('local-floor').then((room) =>
          session.requestAnimationFrame((_, frame) => {
            const source = Array.from(session.inputSources).find((one) => one.hand && one.handedness === side);
            const joint = source?.hand?.get('index-finger-tip');
            const pose = joint && frame.getJointPose?.(joint, room);
            if (!pose) return failed(new Error('no fingertip'));
            const { x, y, z } = pose.transform.position;
            found([x, y, z]);
          }),
        );
      }),
    side,
  );
}

/** Touches a place with the tip of an index finger, and takes the hand back. */
export async function poke(page: Page, side: 'left' | 'right', place: Triple): Promise<void> {
  const hand: Triple = [0.1, 1.3, -0.3];
  const moveHand = (at: Triple) =>
    page.evaluate(([side, x, y, z]) => window.xrDevice.hands[side].position.set(x, y, z), [side, ...at] as const);
  await page.evaluate((side) => window.xrDevice.hands[side].quaternion.set(0, 0, 0, 1), side);
  await moveHand(hand);
  await frames(page, 1);
  const tip = await fingertip(page, side);
  const away = (axis: 0 | 1 | 2) => hand[axis] + place[axis] - tip[axis];
  for (const [metres, count] of [
    [0.06, 1],
    [0.004, 2],
    [0.15, 2],
  ] as const) {
    await moveHand([away(0), away(1), away(2) + metres]);
    await frames(page, count);
  }
}
