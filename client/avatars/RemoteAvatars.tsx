import { useFrame } from '@react-three/fiber';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Group, Matrix4 } from 'three';
import { createPose, type Pose, type Vector } from '../../shared/pose.ts';
import { FrameOrder } from '../xr/frame-order.ts';
import { type AvatarCrowd, createAvatarCrowd, type Figure } from './avatar-crowd.ts';

/** Someone else who is in the branch with a body. */
export interface RemotePerson {
  readonly avatarId: number;
  /** Stands for the body in what the server sends. */
  readonly slot: number;
  readonly role: string;
  readonly pseudonym: string;
}

/** World places of the parts of an avatar as they were last drawn, metres; for tests. */
export type DrawnAvatars = Map<number, { head: number[]; left: number[]; right: number[] }>;

interface RemoteAvatarsProps {
  readonly people: readonly RemotePerson[];
  /** Writes where a person is now; answers false while that is not known. */
  readonly samplePose: (person: { readonly slot: number }, into: Pose) => boolean;
  /** Colour of a person's clothes, `#rrggbb`. */
  readonly colourOf: (person: RemotePerson) => string;
  /** What stands over a person's head; its origin is the middle of its lower edge. */
  readonly label: (person: RemotePerson) => ReactNode;
  readonly drawn?: DrawnAvatars | undefined;
}

const LABEL_ABOVE_EYES_METRES = 0.27;
const pose = createPose();

/** Everyone else's bodies: a few draw calls for all of them together, and one for each label. */
export function RemoteAvatars({ people, samplePose, colourOf, label, drawn }: RemoteAvatarsProps) {
  const crowd = useMemo(() => createAvatarCrowd(), []);
  useEffect(() => () => crowd.dispose(), [crowd]);
  const figures = useFigures(crowd, people, colourOf);
  const labels = useRef(new Map<number, Group>());

  useFrame(({ camera, gl }, delta) => {
    for (const figure of figures) {
      const isKnown = samplePose(figure.person, pose);
      crowd.place(figure, isKnown ? pose : null, delta);
      const tag = labels.current.get(figure.person.avatarId);
      if (tag) {
        tag.visible = isKnown;
        placeLabel(tag, pose.headPosition, camera.matrixWorld, gl.xr.isPresenting);
      }
      if (drawn && isKnown) drawn.set(figure.person.avatarId, crowd.readPlaces(figure));
    }
    crowd.commit();
  }, FrameOrder.poseIn);

  return (
    <>
      {crowd.meshes.map((mesh) => (
        <primitive key={mesh.name} object={mesh} />
      ))}
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
  colourOf: (person: RemotePerson) => string,
): readonly Figure[] {
  const figures = useRef<Figure[]>([]).current;
  useEffect(() => {
    for (let index = figures.length - 1; index >= 0; index--) {
      const figure = figures[index];
      if (!figure || people.some(({ avatarId }) => avatarId === figure.person.avatarId)) continue;
      crowd.leave(figure);
      figures.splice(index, 1);
    }
    for (const person of people) {
      if (figures.some((figure) => figure.person.avatarId === person.avatarId)) continue;
      const isStaff = person.role === 'consultant' || person.role === 'supervisor';
      const figure = crowd.enter(person, colourOf(person), isStaff);
      if (figure) figures.push(figure);
    }
  }, [crowd, people, colourOf, figures]);
  return figures;
}
