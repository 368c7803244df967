import { type ThreeEvent, useFrame } from '@react-three/fiber';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { CanvasTexture, type Group, LinearFilter, LinearMipmapLinearFilter, SRGBColorSpace, Vector3 } from 'three';
import { ERASE, LETTER, SPACE } from './keyboard.ts';
import { BACK, CLOSE, NEXT, type PanelDoc, PREVIOUS } from './panel-doc.ts';
import type { Region } from './panel-items.ts';
import { layOut, type PanelLayout } from './panel-layout.ts';
import { measureWith, type PanelColours, paintPanel } from './panel-paint.ts';
import { METRICS, PIXELS_PER_METRE } from './panel-style.ts';

const PANEL_WIDTH_METRES = METRICS.width / PIXELS_PER_METRE;
const PANEL_HEIGHT_METRES = METRICS.height / PIXELS_PER_METRE;

/** Over the notices and captions that hang farther off and are drawn over everything: their words must not show through. */
const RENDER_ORDER = 12;

const point = new Vector3();

/** What a test may know of the panel that is open; see `test-probe.ts`. */
export interface PanelView {
  readonly title: string;
  /** Words of the panel, for people and tests that read. */
  readonly texts: readonly string[];
  readonly regions: readonly Region[];
  /** The world's place of a spot of the panel, canvas pixels. */
  placeOf(x: number, y: number): readonly [number, number, number];
}

interface PanelSurfaceProps {
  readonly doc: PanelDoc;
  readonly colours: PanelColours;
  readonly onPress: (id: string) => void;
  /** Told of what is shown each time it changes, and with null when it goes. */
  readonly onShow?: ((view: PanelView | null) => void) | undefined;
}

/**
 * A panel in the scene: one texture, drawn anew only when its words change, and one frame that shows what is pointed at. It is
 * pressed by a ray, a fingertip, or the keys Tab, arrows, Enter and Escape.
 */
export function PanelSurface({ doc, colours, onPress, onShow }: PanelSurfaceProps) {
  const group = useRef<Group>(null);
  const [page, setPage] = useState<number | null>(null);
  const [pageOf, setPageOf] = useState(doc);
  const shownPage = useRef(0);
  if (pageOf.title !== doc.title || pageOf.follow !== doc.follow) {
    setPageOf(doc);
    // What is no longer followed stays where it is.
    setPage(pageOf.title === doc.title && doc.follow === undefined ? shownPage.current : null);
  }
  const { texture, layout } = usePainted(doc, page, colours);
  shownPage.current = layout.page;
  const [hovered, setHovered] = useState<string | null>(null);
  const [pressed, setPressed] = useState<string | null>(null);
  const pressedBy = useRef(new Map<number, string>());
  const find = (id: string | null) => layout.regions.find((region) => region.id === id && !region.isDisabled);

  const press = useCallback(
    (id: string) => {
      if (id === PREVIOUS) setPage(layout.page - 1);
      else if (id === NEXT) setPage(layout.page + 1);
      else onPress(id);
    },
    [layout, onPress],
  );
  useKeys(layout, doc, hovered, setHovered, press);
  useEffect(() => {
    onShow?.({
      title: doc.title,
      texts: layout.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])),
      regions: layout.regions,
      placeOf: (x, y) => {
        point.set(x / PIXELS_PER_METRE - PANEL_WIDTH_METRES / 2, PANEL_HEIGHT_METRES / 2 - y / PIXELS_PER_METRE, 0);
        return (group.current?.localToWorld(point) ?? point).toArray();
      },
    });
  }, [doc.title, layout, onShow]);
  useEffect(() => () => onShow?.(null), [onShow]);

  const under = (event: ThreeEvent<PointerEvent>): Region | undefined => {
    if (!group.current) return;
    const { x, y } = group.current.worldToLocal(point.copy(event.point));
    const [px, py] = [
      (x + PANEL_WIDTH_METRES / 2) * PIXELS_PER_METRE,
      (PANEL_HEIGHT_METRES / 2 - y) * PIXELS_PER_METRE,
    ];
    return regionAt(layout, px, py);
  };
  const down = (event: ThreeEvent<PointerEvent>) => {
    event.stopPropagation();
    const id = under(event)?.id ?? null;
    setPressed(id);
    if (id === null) return;
    // A fingertip has pressed when it touches; a ray when it lets go where it began.
    if (event.pointerType === 'touch') press(id);
    else pressedBy.current.set(event.pointerId, id);
  };
  const up = (event: ThreeEvent<PointerEvent>) => {
    event.stopPropagation();
    const id = pressedBy.current.get(event.pointerId);
    pressedBy.current.delete(event.pointerId);
    setPressed(null);
    if (id !== undefined && under(event)?.id === id) press(id);
  };
  const move = (event: ThreeEvent<PointerEvent>) => {
    const id = under(event)?.id ?? null;
    if (id !== hovered) setHovered(id);
  };
  const leave = (event: ThreeEvent<PointerEvent>) => {
    pressedBy.current.delete(event.pointerId);
    setHovered(null);
    setPressed(null);
  };
  const handlers = { onPointerDown: down, onPointerUp: up, onPointerMove: move, onPointerLeave: leave };
  const marked = find(pressed) ?? find(hovered);
  const highMetres = layout.height / PIXELS_PER_METRE;
  return (
    <group ref={group}>
      <mesh
        {...handlers}
        position-y={(PANEL_HEIGHT_METRES - highMetres) / 2}
        scale={[PANEL_WIDTH_METRES, highMetres, 1]}
        renderOrder={RENDER_ORDER}
      >
        <planeGeometry />
        <meshBasicMaterial map={texture} transparent toneMapped={false} fog={false} />
      </mesh>
      {marked && <Mark region={marked} isPressed={marked.id === pressed} colour={colours.accent} />}
    </group>
  );
}

/** Lies over what is pointed at, and is fuller while it is pressed. */
function Mark({ region, isPressed, colour }: { region: Region; isPressed: boolean; colour: string }) {
  const { x, y, width, height } = region.rect;
  const at = [
    (x + width / 2) / PIXELS_PER_METRE - PANEL_WIDTH_METRES / 2,
    PANEL_HEIGHT_METRES / 2 - (y + height / 2) / PIXELS_PER_METRE,
    0.002,
  ] as const;
  return (
    <mesh position={[...at]} renderOrder={RENDER_ORDER + 1} pointerEvents="none">
      <planeGeometry args={[width / PIXELS_PER_METRE, height / PIXELS_PER_METRE]} />
      <meshBasicMaterial
        color={colour}
        transparent
        opacity={isPressed ? 0.45 : 0.2}
        toneMapped={false}
        depthWrite={false}
      />
    </mesh>
  );
}

/** What can be pressed at a spot of the panel, canvas pixels. */
function regionAt({ regions }: Pick<PanelLayout, 'regions'>, x: number, y: number): Region | undefined {
  return regions.find(
    ({ rect, isDisabled }) =>
      !isDisabled && x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height,
  );
}

function usePainted(doc: PanelDoc, page: number | null, colours: PanelColours) {
  const { brush, texture } = useMemo(() => {
    const canvas = document.createElement('canvas');
    canvas.width = METRICS.width;
    canvas.height = METRICS.height;
    const made = new CanvasTexture(canvas);
    made.colorSpace = SRGBColorSpace;
    made.minFilter = LinearMipmapLinearFilter;
    made.magFilter = LinearFilter;
    made.generateMipmaps = true;
    made.anisotropy = 4;
    return { brush: canvas.getContext('2d') as CanvasRenderingContext2D, texture: made };
  }, []);
  useEffect(() => () => texture.dispose(), [texture]);
  const [fonts, setFonts] = useState(0);
  // A description that says the same is the same, however often it is made: nothing is drawn anew for it.
  const said = JSON.stringify(doc);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` stands for the doc; fonts that have come are measured anew
  const layout = useMemo(() => layOut(doc, page, measureWith(brush)), [said, page, brush, fonts]);
  // The texture is sent with the next frame, so it is drawn before it.
  const painted = useRef<PanelLayout | null>(null);
  useFrame(() => {
    if (painted.current === layout) return;
    painted.current = layout;
    paintPanel(brush, layout, colours);
    // Only as much of the texture is shown as is written on.
    texture.repeat.y = layout.height / METRICS.height;
    texture.offset.y = 1 - texture.repeat.y;
    texture.needsUpdate = true;
  });
  useEffect(() => {
    let isStale = false;
    const text = layout.items.map((item) => (item.kind === 'text' ? item.text : '')).join('');
    const missing = [400, 500, 600, 700].filter(
      (weight) => !document.fonts.check(`${weight} 34px "Onest Variable"`, text),
    );
    if (missing.length === 0) return;
    void Promise.all(missing.map((weight) => document.fonts.load(`${weight} 34px "Onest Variable"`, text))).then(() => {
      if (!isStale) setFonts((count) => count + 1);
    });
    return () => {
      isStale = true;
    };
  }, [layout]);
  return { texture, layout };
}

/** Where words are typed, every sign is: also a capital, and letters that the drawn keys do not show just now. */
function isWritten({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey;
}

/** The same by keys, for whoever has a keyboard at the headset, or looks on at a screen. */
function useKeys(
  layout: PanelLayout,
  doc: PanelDoc,
  hovered: string | null,
  setHovered: (id: string) => void,
  press: (id: string) => void,
): void {
  useEffect(() => {
    const ids = layout.regions.filter(({ isDisabled }) => !isDisabled).map(({ id }) => id);
    const hear = (event: KeyboardEvent) => {
      // The headset's own keyboard types into a field of the page: what it types is not for the panel.
      const isField = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
      if (isField && event.key !== 'Escape') return;
      const sign = { Backspace: ERASE, ' ': SPACE }[event.key] ?? `${LETTER}${event.key}`;
      const step = { Tab: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (step !== undefined) {
        const next = ids[(ids.indexOf(hovered ?? '') + step + ids.length) % ids.length];
        if (next) setHovered(next);
      } else if (ids.includes(sign) || (ids.includes(SPACE) && isWritten(event))) press(sign);
      else if (event.key === 'Enter' || event.key === ' ') {
        if (hovered !== null && ids.includes(hovered)) press(hovered);
      } else if (event.key === 'Escape') press(doc.back ? BACK : CLOSE);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, [layout, doc.back, hovered, setHovered, press]);
}
