import { createRoot, type ReconcilerRoot, type RenderProps } from '@react-three/fiber';
import { noEvents } from '@react-three/xr';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import {
  Component,
  type ReactNode,
  Suspense,
  useEffect,
  useInsertionEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { fillCatalogue } from './scene-catalogue.ts';

interface SceneCanvasProps extends Required<Pick<RenderProps<HTMLCanvasElement>, 'gl' | 'dpr' | 'camera'>> {
  /** What it shows, for whoever cannot see it; without it, what stands beside it says so. */
  readonly label?: string;
  /** The scene is built and about to be seen. */
  readonly onCreated?: () => void;
  readonly children: ReactNode;
}

/**
 * A scene, as large as its parent. React Three Fiber's own `Canvas` brings all of three.js with it; this one brings what is in the
 * catalogue. Of the page's contexts the scene has that of what is read from the server; its errors are the page's.
 */
export function SceneCanvas({ gl, dpr, camera, label, onCreated, children }: SceneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const root = useRef<ReconcilerRoot<HTMLCanvasElement>>(null);
  const size = useSizeOf(canvas);
  const [error, setError] = useState<unknown>(null);
  const queries = useQueryClient();
  if (error) throw error;

  useLayoutEffect(() => {
    if (!canvas.current || size === null) return;
    fillCatalogue();
    root.current ??= createRoot(canvas.current);
    const made = root.current;
    made.configure({ gl, dpr, camera, size, events: noEvents, ...(onCreated && { onCreated }) }).then(() => {
      if (root.current !== made) return;
      made.render(
        <QueryClientProvider client={queries}>
          <SceneErrors onError={setError}>
            <Suspense fallback={null}>{children}</Suspense>
          </SceneErrors>
        </QueryClientProvider>,
      );
    }, setError);
  });
  // An insertion effect is not played twice where development plays the others twice: a canvas has one root in its life.
  useInsertionEffect(
    () => () => {
      root.current?.unmount();
      root.current = null;
    },
    [],
  );
  return <canvas ref={canvas} {...(label && { 'aria-label': label, role: 'img' })} />;
}

type Size = { readonly width: number; readonly height: number; readonly top: number; readonly left: number };

/** Of the element that a canvas fills; null until that has one. */
function useSizeOf(canvas: { readonly current: HTMLCanvasElement | null }): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const parent = canvas.current?.parentElement;
    if (!parent) return;
    const measure = () => {
      const { width, height, top, left } = parent.getBoundingClientRect();
      if (width > 0 && height > 0) setSize({ width, height, top, left });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(parent);
    return () => observer.disconnect();
  }, [canvas]);
  return size;
}

interface SceneErrorsProps {
  readonly onError: (error: unknown) => void;
  readonly children: ReactNode;
}

class SceneErrors extends Component<SceneErrorsProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError(error);
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
