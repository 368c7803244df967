import { type PointerEvent, useRef } from 'react';
import type { Steering } from '../xr/locomotion.ts';

const REACH_PIXELS = 44;

interface TouchStickProps {
  readonly label: string;
  /** Written while the stick is held; read once a frame. */
  readonly steering: Steering;
}

/** A stick for the left thumb, shown where the main pointer is a finger. */
export function TouchStick({ label, steering }: TouchStickProps) {
  const knob = useRef<HTMLDivElement>(null);
  const steer = (event: PointerEvent<HTMLDivElement>, isHeld: boolean) => {
    const box = event.currentTarget.getBoundingClientRect();
    let x = isHeld ? event.clientX - (box.left + box.width / 2) : 0;
    let y = isHeld ? event.clientY - (box.top + box.height / 2) : 0;
    const length = Math.hypot(x, y);
    if (length > REACH_PIXELS) {
      x *= REACH_PIXELS / length;
      y *= REACH_PIXELS / length;
    }
    steering.sideways = x / REACH_PIXELS;
    steering.forward = -y / REACH_PIXELS;
    if (knob.current) knob.current.style.transform = `translate(${x}px, ${y}px)`;
  };
  return (
    <div
      className="world-stick"
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        steer(event, true);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && steer(event, true)}
      onPointerUp={(event) => steer(event, false)}
      onPointerCancel={(event) => steer(event, false)}
    >
      <div className="world-stick-knob" ref={knob} />
    </div>
  );
}
