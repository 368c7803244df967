import { lookBy, type Steering, type Walker } from './locomotion.ts';

/** What a key adds to the steering while it is held. Positions of keys, not letters: the same on every layout. */
const KEYS: Readonly<Record<string, readonly [keyof Steering, number]>> = {
  KeyW: ['forward', 1],
  ArrowUp: ['forward', 1],
  KeyS: ['forward', -1],
  ArrowDown: ['forward', -1],
  KeyA: ['sideways', -1],
  KeyD: ['sideways', 1],
  KeyQ: ['turn', -1],
  ArrowLeft: ['turn', -1],
  KeyE: ['turn', 1],
  ArrowRight: ['turn', 1],
};

/** Keeps `steering` at what the held keys ask for. Keys that are typed into a field do not count. */
export function bindKeys(target: Window, steering: Steering): () => void {
  const held = new Set<string>();
  const sum = () => {
    steering.forward = 0;
    steering.sideways = 0;
    steering.turn = 0;
    for (const code of held) {
      const key = KEYS[code];
      if (key) steering[key[0]] += key[1];
    }
  };
  const press = (event: KeyboardEvent) => {
    if (!(event.code in KEYS) || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    held.add(event.code);
    sum();
    if (event.code.startsWith('Arrow')) event.preventDefault();
  };
  const release = (event: KeyboardEvent) => {
    held.delete(event.code);
    sum();
  };
  const releaseAll = () => {
    held.clear();
    sum();
  };
  target.addEventListener('keydown', press);
  target.addEventListener('keyup', release);
  target.addEventListener('blur', releaseAll);
  return () => {
    target.removeEventListener('keydown', press);
    target.removeEventListener('keyup', release);
    target.removeEventListener('blur', releaseAll);
    releaseAll();
  };
}

/** Arrow keys and letters belong to a field, a list or a dialog that has the focus. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null
  );
}

const RADIANS_PER_PIXEL = 0.0038;
/** A press that travels further than this is a drag, and presses nothing in the scene. */
const DRAG_PIXELS = 6;

/**
 * Turns the view while the pointer is dragged over `element`, as if the scene were held and pulled along. When a press
 * becomes a drag, the element gets a `pointercancel`, so that letting go presses nothing in the scene.
 */
export function bindLookDrag(element: HTMLElement, walker: Walker): () => void {
  let pointerId: number | null = null;
  let travelled = 0;
  let lastX = 0;
  let lastY = 0;
  const down = (event: PointerEvent) => {
    if (pointerId !== null || event.button !== 0) return;
    pointerId = event.pointerId;
    travelled = 0;
    lastX = event.clientX;
    lastY = event.clientY;
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    const dx = event.clientX - lastX;
    const dy = event.clientY - lastY;
    const wasDrag = travelled > DRAG_PIXELS;
    travelled += Math.abs(dx) + Math.abs(dy);
    if (!wasDrag && travelled > DRAG_PIXELS) element.dispatchEvent(new PointerEvent('pointercancel', event));
    lastX = event.clientX;
    lastY = event.clientY;
    if (travelled > DRAG_PIXELS) lookBy(walker, -dx * RADIANS_PER_PIXEL, dy * RADIANS_PER_PIXEL);
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId === pointerId) pointerId = null;
  };
  const end = () => {
    pointerId = null;
  };
  element.addEventListener('pointerdown', down);
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('blur', end);
  return () => {
    element.removeEventListener('pointerdown', down);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('blur', end);
  };
}
