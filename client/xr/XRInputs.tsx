import { DefaultXRController, DefaultXRHand } from '@react-three/xr';
import { Component, type ReactNode } from 'react';

/** Someone who needs time to press and let go is still pressing, not holding. */
export const CLICK_MS = 1500;
const BRASS = '#b8904f';
const PALE = '#f4efe6';

const pointers = {
  teleportPointer: { rayModel: { color: BRASS, opacity: 0.9, size: 0.012 }, cursorModel: { color: BRASS, size: 0.28 } },
  // A panel at arm's length is nearer to the hand than the ray's own least distance.
  rayPointer: {
    minDistance: 0,
    clickThresholdMs: CLICK_MS,
    rayModel: { color: PALE, size: 0.003 },
    cursorModel: { color: PALE },
  },
  grabPointer: false,
} as const;

/** A controller that teleports and points; without its model where that cannot be loaded. */
export function BranchController() {
  return (
    <ModelFallback fallback={<DefaultXRController {...pointers} model={false} />}>
      <DefaultXRController {...pointers} />
    </ModelFallback>
  );
}

/** A bare hand that teleports, points and touches; without its model where that cannot be loaded. */
export function BranchHand() {
  return (
    <ModelFallback fallback={<BodilyHand />}>
      <DefaultXRHand {...pointers} />
    </ModelFallback>
  );
}

/** The same for whoever has a body here: it is drawn with its hands. */
export function BodilyHand() {
  return <DefaultXRHand {...pointers} model={false} />;
}

interface ModelFallbackProps {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A model that fails to load must not take the branch with it: the error would go up to the canvas. */
class ModelFallback extends Component<ModelFallbackProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }
  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
