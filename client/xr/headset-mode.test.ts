import { expect, test, vi } from 'vitest';
import { enterHeadset, modesToTry, showsRoom } from './headset-mode.ts';

const QUEST =
  'Mozilla/5.0 (X11; Linux x86_64; Quest 3) AppleWebKit/537.36 OculusBrowser/33.0 Chrome/126.0 VR Safari/537.36';
const QUEST_MOBILE = QUEST.replace('VR Safari', 'Mobile VR Safari');
const PHONE = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36';

test('a headset is entered over its camera picture first; a phone, whose screen is no place to walk into, never', () => {
  expect(modesToTry(QUEST)).toEqual(['immersive-ar', 'immersive-vr']);
  expect(modesToTry(QUEST_MOBILE)).toEqual(['immersive-ar', 'immersive-vr']);
  expect(modesToTry(PHONE)).toEqual(['immersive-vr']);
});

test('what the device does not have or refuses is not the end of it', async () => {
  const asked: string[] = [];
  const enterXR = (mode: string) => {
    asked.push(mode);
    return mode === 'immersive-ar' ? Promise.reject(new Error('refused')) : Promise.resolve({} as XRSession);
  };
  const device = { userAgent: QUEST, xr: { isSessionSupported: () => Promise.resolve(true) } };
  vi.stubGlobal('navigator', device);
  expect(await enterHeadset({ enterXR })).toBe(true);
  expect(asked).toEqual(['immersive-ar', 'immersive-vr']);
  vi.stubGlobal('navigator', { ...device, xr: { isSessionSupported: () => Promise.resolve(false) } });
  expect(await enterHeadset({ enterXR })).toBe(false);
  vi.unstubAllGlobals();
});

test('only a frame that is blended with the camera shows the room', () => {
  expect(showsRoom({ environmentBlendMode: 'alpha-blend' })).toBe(true);
  for (const mode of ['opaque', 'additive'] as const) expect(showsRoom({ environmentBlendMode: mode })).toBe(false);
  expect(showsRoom(undefined)).toBe(false);
});
