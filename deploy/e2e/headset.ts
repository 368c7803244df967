import type { BrowserContext, Page } from 'playwright-core';

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
      isSystemKeyboardSupported: systemKeyboard,
      supportedSessionModes: ['inline', 'immersive-vr', ...(passthrough ? ['immersive-ar'] : [])],
    };
    const device = new window.IWER.XRDevice(quest, { stereoEnabled: true, ipd: 0.063 });
    device.installRuntime({ forceInstall: true });
    device.controlMode = 'programmatic';
    device.position.set(0, 1.65, 0);
    device.controllers.left.position.set(-0.25, 1.3, -0.35);
    device.controllers.right.position.set(0.25, 1.3, -0.35);
    window.xrDevice = device;
  }, abilities);
}

/** Lets the scene tell the test what it draws; see `client/world/test-probe.ts`. */
export async function lookOn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.__atriumProbe = {};
  });
}

/** Waits by frames of the app, not by time. */
export async function frames(page: Page, count: number): Promise<void> {
  const from = await page.evaluate(() => window.__atriumProbe?.frames ?? 0);
  await page.waitForFunction((until) => (window.__atriumProbe?.frames ?? 0) >= until, from + count);
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
