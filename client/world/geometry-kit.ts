import {
  BoxGeometry,
  BufferAttribute,
  type BufferGeometry,
  Color,
  CylinderGeometry,
  Euler,
  LatheGeometry,
  Matrix4,
  Quaternion,
  Vector2,
  Vector3,
} from 'three';
import { RoundedBoxGeometry } from 'three/examples/jsm/geometries/RoundedBoxGeometry.js';
import { mergeGeometries, mergeVertices } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { Spot } from '../../shared/branch.ts';
import { headingToYaw } from '../xr/locomotion.ts';
import { bakeLight } from './scene-light.ts';

/** Everything that does not move is drawn with these few materials, one draw call each. */
export const SURFACES = ['matte', 'wood', 'metal', 'glass', 'glow'] as const;
export type Surface = (typeof SURFACES)[number];
/** Surfaces whose light is in their colours; metal mirrors the room, glass and lamps have their own. */
const BAKED: ReadonlySet<Surface> = new Set<Surface>(['matte', 'wood']);

type Triple = readonly [number, number, number];

interface Finish {
  /** Which way the grain of wood runs. */
  readonly grain?: 'x' | 'y' | 'z';
  /** Radians about x, y and z, applied before the piece is moved into place. */
  readonly turn?: Triple;
}

/**
 * Builds what a thing is made of, in the thing's own space: metres, y up from the floor, its front along -z.
 * Sizes are full widths along x, y and z; places are of the middle of a piece.
 */
export interface Joiner {
  box(surface: Surface, colour: string, size: Triple, place: Triple, finish?: Finish): void;
  /** A box with rounded edges: upholstery, table tops. */
  soft(surface: Surface, colour: string, size: Triple, place: Triple, radius: number, finish?: Finish): void;
  cylinder(
    surface: Surface,
    colour: string,
    radius: readonly [top: number, bottom: number],
    height: number,
    place: Triple,
    finish?: Finish,
  ): void;
  /** A turned piece; its profile is pairs of radius and height. */
  lathe(surface: Surface, colour: string, profile: readonly (readonly [number, number])[], place: Triple): void;
  piece(surface: Surface, colour: string, geometry: BufferGeometry, place: Triple, finish?: Finish): void;
}

/** Collects the pieces of a branch and joins them into one geometry for each surface. */
export interface GeometryKit {
  at(spot: Spot): Joiner;
  /** Surfaces of which nothing was built are absent. */
  join(): ReadonlyMap<Surface, BufferGeometry>;
}

export function createGeometryKit(): GeometryKit {
  const pieces = new Map<Surface, BufferGeometry[]>();
  return {
    at(spot) {
      const room = new Matrix4().makeRotationY(headingToYaw(spot.heading)).setPosition(spot.x, 0, spot.z);
      return createJoiner((surface, geometry) => {
        const list = pieces.get(surface) ?? [];
        geometry.applyMatrix4(room);
        if (BAKED.has(surface)) bakeLight(geometry);
        list.push(geometry);
        pieces.set(surface, list);
      });
    },
    join() {
      const joined = new Map<Surface, BufferGeometry>();
      for (const [surface, list] of pieces) {
        joined.set(surface, mergeGeometries(list));
        for (const geometry of list) geometry.dispose();
      }
      return joined;
    },
  };
}

function createJoiner(collect: (surface: Surface, geometry: BufferGeometry) => void): Joiner {
  const matrix = new Matrix4();
  const position = new Vector3();
  const rotation = new Quaternion();
  const unit = new Vector3(1, 1, 1);

  const piece: Joiner['piece'] = (surface, colour, geometry, place, finish = {}) => {
    projectTexture(geometry, finish.grain ?? 'y', place);
    paint(geometry, colour, surface === 'glass');
    if (!geometry.index)
      geometry.setIndex(Array.from({ length: geometry.getAttribute('position').count }, (_, i) => i));
    rotation.setFromEuler(new Euler(...(finish.turn ?? [0, 0, 0])));
    geometry.applyMatrix4(matrix.compose(position.set(...place), rotation, unit));
    collect(surface, geometry);
  };
  return {
    piece,
    box: (surface, colour, size, place, finish) => piece(surface, colour, new BoxGeometry(...size), place, finish),
    soft: (surface, colour, size, place, radius, finish) =>
      piece(surface, colour, roundedBox(size, radius), place, finish),
    cylinder: (surface, colour, [top, bottom], height, place, finish) =>
      piece(
        surface,
        colour,
        new CylinderGeometry(top, bottom, height, Math.max(top, bottom) > 0.05 ? 28 : 8),
        place,
        finish,
      ),
    lathe: (surface, colour, profile, place) =>
      piece(
        surface,
        colour,
        new LatheGeometry(
          profile.map(([r, y]) => new Vector2(r, y)),
          28,
        ),
        place,
      ),
  };
}

/** Three's own has three vertices for each triangle; sharing them leaves a quarter. */
function roundedBox(size: Triple, radius: number): BufferGeometry {
  const loose = new RoundedBoxGeometry(...size, radius > 0.025 ? 2 : 1, radius);
  loose.deleteAttribute('uv');
  const shared = mergeVertices(loose);
  loose.dispose();
  return shared;
}

/** One colour for the whole piece, so that pieces of many colours share a material. Glass has an alpha: `#rrggbbaa`. */
function paint(geometry: BufferGeometry, colour: string, hasAlpha: boolean): void {
  const { count } = geometry.getAttribute('position');
  const { r, g, b } = new Color(colour.slice(0, 7));
  const values = hasAlpha ? [r, g, b, Number.parseInt(colour.slice(7), 16) / 255] : [r, g, b];
  const colours = new Float32Array(count * values.length);
  for (let i = 0; i < count; i++) colours.set(values, i * values.length);
  geometry.setAttribute('color', new BufferAttribute(colours, values.length));
}

const AXES = ['x', 'y', 'z'] as const;

/**
 * Texture coordinates in metres, seen straight onto each face: v runs along the grain. Where a piece stands shifts
 * its coordinates, so that two alike do not show the same board.
 */
function projectTexture(geometry: BufferGeometry, grain: 'x' | 'y' | 'z', place: Triple): void {
  const positions = geometry.getAttribute('position');
  const normals = geometry.getAttribute('normal');
  const uv = new Float32Array(positions.count * 2);
  const shift = place[0] * 0.37 + place[1] * 0.71 + place[2] * 0.53;
  const point = new Vector3();
  const normal = new Vector3();
  for (let i = 0; i < positions.count; i++) {
    point.fromBufferAttribute(positions, i);
    normal.fromBufferAttribute(normals, i);
    const facing = AXES.reduce((most, axis) => (Math.abs(normal[axis]) > Math.abs(normal[most]) ? axis : most));
    const along = facing === grain ? AXES.find((axis) => axis !== facing) : grain;
    const across = AXES.find((axis) => axis !== facing && axis !== along);
    uv[i * 2] = point[across ?? 'x'] + shift;
    uv[i * 2 + 1] = point[along ?? 'y'] + shift;
  }
  geometry.setAttribute('uv', new BufferAttribute(uv, 2));
}
