import { useFrame } from '@react-three/fiber';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Group } from 'three';
import { createPose, type Pose } from '../../shared/pose.ts';
import { FrameOrder } from '../xr/frame-order.ts';
import { type AvatarCrowd, createAvatarCrowd, type Figure } from './avatar-crowd.ts';

/** Someone else who is in the branch with a body. */
export interface RemotePerson {
  readonly avatarId: number;
  readonly role: string;
  readonly pseudonym: string;
}

/** World places of the parts of an avatar as they were last drawn, metres; for tests. */
export type DrawnAvatars = Map<number, { head: number[]; left: number[]; right: number[] }>;

interface RemoteAvatarsProps {
  readonly people: readonly RemotePerson[];
  /** Writes where a person is now; answers false while that is not known. */
  readonly samplePose: (avatarId: number, into: Pose) => boolean;
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

  useFrame(({ camera }, delta) => {
    for (const figure of figures) {
      const isKnown = samplePose(figure.avatarId, pose);
      crowd.place(figure, isKnown ? pose : null, delta);
      const tag = labels.current.get(figure.avatarId);
      if (tag) {
        tag.visible = isKnown;
        const { x, y, z } = pose.headPosition;
        tag.position.set(x, y + LABEL_ABOVE_EYES_METRES, z);
        const toCamera = camera.matrixWorld.elements;
        tag.rotation.y = Math.atan2(toCamera[12] - x, toCamera[14] - z);
      }
      if (drawn && isKnown) drawn.set(figure.avatarId, crowd.readPlaces(figure));
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
      if (!figure || people.some(({ avatarId }) => avatarId === figure.avatarId)) continue;
      crowd.leave(figure);
      figures.splice(index, 1);
    }
    for (const person of people) {
      if (figures.some(({ avatarId }) => avatarId === person.avatarId)) continue;
      const isStaff = person.role === 'consultant' || person.role === 'supervisor';
      const figure = crowd.enter(person.avatarId, colourOf(person), isStaff);
      if (figure) figures.push(figure);
    }
  }, [crowd, people, colourOf, figures]);
  return figures;
}
