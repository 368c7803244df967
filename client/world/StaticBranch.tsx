import { useFrame, useThree } from '@react-three/fiber';
import { useEffect, useMemo } from 'react';
import { BackSide, type Texture, Vector3 } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import { chooseForms, type NearAndFar } from './branch-model.ts';
import type { Mood } from './mood.ts';
import { RoomBackdrop } from './RoomBackdrop.tsx';
import { SkeletonBranch } from './SkeletonBranch.tsx';
import { createRoomLight } from './scene-environment.ts';
import type { BranchModel } from './use-branch-model.ts';

/** Name of the group that all of it is in. */
export const PLACE = 'place';

interface StaticBranchProps {
  readonly plan: BranchPlan;
  readonly model: BranchModel;
}

/** Everything of a branch that neither moves nor answers; its bare shapes until the model is there. */
export function StaticBranch({ plan, model }: StaticBranchProps) {
  const mood = model.kind === 'ready' ? model.mood : 'day';
  return (
    <>
      <RoomBackdrop colour={SKY[mood]} />
      <PeopleLight mood={mood} />
      <group name={PLACE}>
        {model.kind === 'ready' ? (
          <>
            {model.meshes.map((mesh) => (
              <primitive key={mesh.uuid} object={mesh} />
            ))}
            {model.pairs.length > 0 && <FormsByDistance pairs={model.pairs} />}
            {model.city && <City picture={model.city} mood={mood} />}
          </>
        ) : (
          <SkeletonBranch plan={plan} />
        )}
      </group>
    </>
  );
}

/** Above and below the picture of the city. */
const SKY = { day: '#dfe8ec', evening: '#2a2c36' } as const;

/** Draws what stands far off in its simpler form. Chosen in each frame: what is done seldom is never compiled, and makes garbage. */
function FormsByDistance({ pairs }: { readonly pairs: readonly NearAndFar[] }) {
  const eyes = useMemo(() => new Vector3(), []);
  useFrame(({ camera }) => chooseForms(pairs, eyes.setFromMatrixPosition(camera.matrixWorld)));
  return null;
}

const PEOPLE_LIGHT = {
  day: { sky: '#fff7ea', ground: '#d6c6ae', strength: 1.7, sun: '#ffe6c4', sunStrength: 1.1, mirror: 0.62 },
  evening: { sky: '#ffe0b8', ground: '#a98c6c', strength: 1.35, sun: '#ffcf98', sunStrength: 0.7, mirror: 0.42 },
} as const;

/** Light for what moves, people and controllers; everything else has its own baked in. */
function PeopleLight({ mood }: { readonly mood: Mood }) {
  const renderer = useThree((state) => state.gl);
  const scene = useThree((state) => state.scene);
  const light = PEOPLE_LIGHT[mood];
  useEffect(() => {
    const mirror = createRoomLight(renderer);
    scene.environment = mirror;
    return () => {
      scene.environment = null;
      mirror.dispose();
    };
  }, [renderer, scene]);
  useEffect(() => {
    scene.environmentIntensity = light.mirror;
  }, [scene, light]);
  return (
    <>
      <hemisphereLight args={[light.sky, light.ground, light.strength]} />
      <directionalLight color={light.sun} intensity={light.sunStrength} position={[-4.4, 5.2, 6.6]} />
    </>
  );
}

const CITY_RADIUS_METRES = 70;
/** The picture spans the whole circle and this angle up and down, as `assets/blender/city.py` takes it. */
const CITY_HALF_ANGLE = Math.PI / 5;
const CITY_HALF_METRES = CITY_RADIUS_METRES * Math.tan(CITY_HALF_ANGLE);

/** The city outside. It is painted as the eye is to see it, so no tones are mapped. */
function City({ picture, mood }: { readonly picture: Texture; readonly mood: Mood }) {
  return (
    <mesh position={[0, 1.5, 0]} scale={[-1, 1, 1]}>
      <cylinderGeometry args={[CITY_RADIUS_METRES, CITY_RADIUS_METRES, 2 * CITY_HALF_METRES, 48, 1, true]} />
      <meshBasicMaterial
        map={picture}
        side={BackSide}
        toneMapped={false}
        color={mood === 'day' ? '#ffffff' : '#f2f2f2'}
      />
    </mesh>
  );
}
