import { useThree } from '@react-three/fiber';
import { useEffect, useMemo } from 'react';
import { BackSide, BufferAttribute, Color, type Material, PlaneGeometry } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import { buildDesks } from './desk-geometry.ts';
import { floorShadeTexture } from './floor-shade-texture.ts';
import { buildFurniture } from './furniture-geometry.ts';
import { createGeometryKit, SURFACES } from './geometry-kit.ts';
import { buildPartitions } from './partition-geometry.ts';
import { createRoomLight } from './scene-environment.ts';
import { SUN_DIRECTION } from './scene-light.ts';
import { createSurfaceMaterials } from './scene-materials.ts';
import { paletteOf } from './scene-palette.ts';
import { buildServices } from './service-geometry.ts';
import { buildShell } from './shell-geometry.ts';
import { skylineTexture } from './skyline-texture.ts';
import { stoneTexture } from './surface-textures.ts';

/** Everything of a branch that neither moves nor answers: built once from the plan, a draw call for each surface. */
export function StaticBranch({ plan }: { readonly plan: BranchPlan }) {
  const joined = useMemo(() => joinBranch(plan), [plan]);
  const materials = useMemo(() => createSurfaceMaterials(), []);
  useEffect(
    () => () => {
      for (const geometry of joined.values()) geometry.dispose();
    },
    [joined],
  );
  useEffect(
    () => () => {
      for (const material of Object.values(materials)) dispose(material);
    },
    [materials],
  );
  return (
    <group>
      <RoomLight />
      {SURFACES.map((surface) => {
        const geometry = joined.get(surface);
        return geometry ? (
          <mesh
            key={surface}
            geometry={geometry}
            material={materials[surface]}
            renderOrder={surface === 'glass' ? 1 : 0}
          />
        ) : null;
      })}
      <Floor plan={plan} />
      <Skyline />
    </group>
  );
}

function joinBranch(plan: BranchPlan) {
  const kit = createGeometryKit();
  const palette = paletteOf(plan);
  buildShell(kit, plan, palette);
  buildPartitions(kit, plan, palette);
  buildDesks(kit, plan, palette);
  buildServices(kit, plan, palette);
  buildFurniture(kit, plan, palette);
  return kit.join();
}

function dispose(material: Material & { map?: { dispose(): void } | null }): void {
  material.map?.dispose();
  material.dispose();
}

/** What of the light of the room the stone gives back. */
const FLOOR_LIGHT = new Color(1.12, 1.085, 1.02);

/** Light for what moves, people, and for what mirrors the room: `scene-light.ts` has done the rest. */
function RoomLight() {
  const renderer = useThree((state) => state.gl);
  const scene = useThree((state) => state.scene);
  useEffect(() => {
    const light = createRoomLight(renderer);
    scene.environment = light;
    scene.environmentIntensity = 0.66;
    return () => {
      scene.environment = null;
      light.dispose();
    };
  }, [renderer, scene]);
  return (
    <>
      <hemisphereLight args={['#fffaf0', '#d8cdbb', 1.9]} />
      <directionalLight color="#fff0d8" intensity={1.1} position={SUN_DIRECTION.clone().multiplyScalar(10)} />
    </>
  );
}

function Floor({ plan }: { readonly plan: BranchPlan }) {
  const { minX, minZ, maxX, maxZ } = plan.bounds;
  const geometry = useMemo(() => {
    const plane = new PlaneGeometry(maxX - minX, maxZ - minZ).rotateX(-Math.PI / 2);
    plane.translate((minX + maxX) / 2, 0, (minZ + maxZ) / 2);
    const positions = plane.getAttribute('position');
    const inMetres = new Float32Array(positions.count * 2);
    const overPlan = new Float32Array(positions.count * 2);
    for (let i = 0; i < positions.count; i++) {
      const x = positions.getX(i);
      const z = positions.getZ(i);
      inMetres.set([x, z], i * 2);
      overPlan.set([(x - minX) / (maxX - minX), (z - minZ) / (maxZ - minZ)], i * 2);
    }
    plane.setAttribute('uv', new BufferAttribute(inMetres, 2));
    plane.setAttribute('uv1', new BufferAttribute(overPlan, 2));
    return plane;
  }, [minX, minZ, maxX, maxZ]);
  const stone = useMemo(() => stoneTexture(), []);
  const shade = useMemo(() => floorShadeTexture(plan), [plan]);
  return (
    <mesh geometry={geometry}>
      <meshBasicMaterial map={stone} aoMap={shade} color={FLOOR_LIGHT} />
    </mesh>
  );
}

/** The city outside, and the pavement it stands on. */
function Skyline() {
  const skyline = useMemo(() => skylineTexture(), []);
  return (
    <>
      <mesh position={[0, 12.2, 0]} rotation-y={0.6}>
        <cylinderGeometry args={[70, 70, 42, 48, 1, true]} />
        <meshBasicMaterial map={skyline} side={BackSide} toneMapped={false} />
      </mesh>
      <mesh position={[0, -0.16, 0]} rotation-x={-Math.PI / 2}>
        <circleGeometry args={[70, 48]} />
        <meshBasicMaterial color="#d8cfc0" toneMapped={false} />
      </mesh>
    </>
  );
}
