import { useFrame } from '@react-three/fiber';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Group, Matrix4 } from 'three';
import { createPose, type Pose, type Vector } from '../../shared/pose.ts';
import { voiceLevels } from '../net/voice-levels.ts';
import { voiceSpace } from '../net/voice-space.ts';
import { FrameOrder } from '../xr/frame-order.ts';
import { type AvatarCrowd, createAvatarCrowd, type Figure } from './avatar-crowd.ts';
import { loadBodyParts } from './body/body-parts.ts';
import { isStaffRole, lookOf, type UniformColours } from './body/looks.ts';

/** Someone who is in the branch with a body. */
export interface RemotePerson {
  readonly avatarId: number;
  /** Stands for the body in what the server sends. */
  readonly slot: number;
  readonly role: string;
  readonly pseudonym: string;
  /** What they look like, see `shared/appearance.ts`. */
  readonly appearance: number;
}

/** World places of the parts of an avatar as they were last drawn, metres; for tests. */
export type DrawnAvatars = Map<number, { head: number[]; left: number[]; right: number[] }>;

interface RemoteAvatarsProps {
  readonly people: readonly RemotePerson[];
  /** One's own body, drawn without a head while in a headset; null where one has none. */
  readonly own: { readonly person: RemotePerson; readonly pose: Pose } | null;
  /** Writes where a person is now; answers false while that is not known. */
  readonly samplePose: (person: { readonly slot: number }, into: Pose) => boolean;
  readonly uniform: UniformColours;
  /** What stands over a person's head; its origin is the middle of its lower edge. */
  readonly label: (person: RemotePerson) => ReactNode;
  readonly drawn?: DrawnAvatars | undefined;
}

const LABEL_ABOVE_EYES_METRES = 0.27;
const pose = createPose();

/** Everyone's bodies: two draw calls for all of them together, and one for each label. */
export function RemoteAvatars({ people, own, samplePose, uniform, label, drawn }: RemoteAvatarsProps) {
  const crowd = useMemo(() => createAvatarCrowd(), []);
  useBodies(crowd);
  const figures = useFigures(crowd, people, own?.person ?? null, uniform);
  const labels = useRef(new Map<number, Group>());

  useFrame(({ camera, gl }, delta) => {
    for (const figure of figures) {
      if (figure.isOwn) {
        crowd.place(figure, gl.xr.isPresenting && own ? own.pose : null, camera.matrixWorld, delta);
        continue;
      }
      const isKnown = samplePose(figure.person, pose);
      const level = voiceLevels.get(figure.person.avatarId);
      crowd.place(figure, isKnown ? pose : null, camera.matrixWorld, delta, level);
      if (isKnown && level !== undefined) placeVoice(figure);
      const tag = labels.current.get(figure.person.avatarId);
      if (tag) {
        tag.visible = isKnown;
        placeLabel(tag, pose.headPosition, camera.matrixWorld, gl.xr.isPresenting);
      }
      if (drawn && isKnown) drawn.set(figure.person.avatarId, crowd.readPlaces(figure));
    }
    voiceSpace.current?.listen(camera.matrixWorld.elements);
    crowd.commit();
  }, FrameOrder.poseIn);

  return (
    <>
      <primitive object={crowd.group} />
      {people.map((person) => (
        <group
          key={person.avatarId}
          visible={false}
          ref={(group: Group | null) => {
            if (group) labels.current.set(person.avatarId, group);
            else labels.current.delete(person.avatarId);
          }}
        >
          {label(person)}
        </group>
      ))}
    </>
  );
}

/** A voice comes from the head it is drawn with. */
function placeVoice({ person, drawn: { head } }: Figure): void {
  voiceSpace.current?.place(person.avatarId, head.x, head.y, head.z);
}

const TRY_AGAIN_MS = 5000;

/** Brings the bodies' model when it is there; until then names and shades show who is where. */
function useBodies(crowd: AvatarCrowd): void {
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const bring = () => {
      loadBodyParts().then(
        (parts) => !isGone && crowd.bring(parts),
        () => {
          if (!isGone) timer = setTimeout(bring, TRY_AGAIN_MS);
        },
      );
    };
    bring();
    return () => {
      isGone = true;
      clearTimeout(timer);
      crowd.dispose();
    };
  }, [crowd]);
}

/** A label grows with its distance, so that it is read from across the hall and does not hide the one next to you. */
const FULL_SIZE_METRES = 3.5;
const SMALLEST_SCALE = 0.5;
const LARGEST_SCALE = 1.7;

function placeLabel(label: Group, { x, y, z }: Vector, { elements: eye }: Matrix4, inVr: boolean): void {
  const towardsX = eye[12] - x;
  const towardsZ = eye[14] - z;
  const scale = Math.hypot(towardsX, towardsZ) / FULL_SIZE_METRES;
  label.position.set(x, y + LABEL_ABOVE_EYES_METRES, z);
  label.scale.setScalar(Math.min(Math.max(scale, SMALLEST_SCALE), LARGEST_SCALE));
  // On a screen what faces the picture looks straight; in a headset what faces the eyes does.
  label.rotation.y = inVr ? Math.atan2(towardsX, towardsZ) : Math.atan2(eye[8], eye[10]);
}

/** One figure of the crowd for each person, from the first time they are seen until they leave; mutable. */
function useFigures(
  crowd: AvatarCrowd,
  people: readonly RemotePerson[],
  own: RemotePerson | null,
  uniform: UniformColours,
): readonly Figure[] {
  const figures = useRef<Figure[]>([]).current;
  const dressed = useRef(new WeakMap<Figure, string>()).current;
  useEffect(() => {
    const everyone = own ? [...people, own] : people;
    for (let index = figures.length - 1; index >= 0; index--) {
      const figure = figures[index];
      if (!figure || everyone.some(({ avatarId }) => avatarId === figure.person.avatarId)) continue;
      crowd.leave(figure);
      figures.splice(index, 1);
    }
    for (const person of everyone) {
      const known = figures.find((figure) => figure.person.avatarId === person.avatarId);
      const key = `${person.appearance} ${person.role} ${uniform.primary}`;
      if (known && dressed.get(known) === key) continue;
      const look = lookOf(person.appearance, person.avatarId, isStaffRole(person.role), uniform);
      if (known) {
        crowd.dress(known, look);
        dressed.set(known, key);
        continue;
      }
      const figure = crowd.enter(person, look, person === own);
      if (!figure) continue;
      figures.push(figure);
      dressed.set(figure, key);
    }
  }, [crowd, people, own, uniform, figures, dressed]);
  return figures;
}
