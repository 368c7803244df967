import { type ComponentType, lazy } from 'react';

/**
 * A component whose code comes when it is first shown, or earlier where {@link LazyPart.preload} asks for it: what a page can do
 * without at first. Shown within a `Suspense`.
 */
export type LazyPart<P extends object> = ComponentType<P> & { preload(): void };

export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): LazyPart<P> {
  const part = lazy(() => load().then((component) => ({ default: component })));
  return Object.assign(part as unknown as ComponentType<P>, {
    // What did not come early comes when it is shown.
    preload: () => void load().catch(() => {}),
  });
}
