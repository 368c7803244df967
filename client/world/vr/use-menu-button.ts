import { useFrame } from '@react-three/fiber';
import { useRef } from 'react';
import { FrameOrder } from '../../xr/frame-order.ts';

/** Standard gamepad mapping of WebXR: A or X, B or Y. */
const FACE_BUTTONS = [4, 5] as const;

/** Tells when a face button of either controller goes down. */
export function useMenuButton(onPress: () => void): void {
  const wasDown = useRef(false);
  useFrame(({ gl }) => {
    const sources = gl.xr.getSession()?.inputSources;
    let isDown = false;
    for (let index = 0; sources && index < sources.length; index++) {
      const buttons = sources[index]?.gamepad?.buttons;
      for (let face = 0; face < FACE_BUTTONS.length; face++)
        if (buttons?.[FACE_BUTTONS[face] ?? 0]?.pressed) isDown = true;
    }
    if (isDown && !wasDown.current) onPress();
    wasDown.current = isDown;
  }, FrameOrder.locomotion);
}
