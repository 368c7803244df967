import { useFrame } from '@react-three/fiber';
import { useEffect, useMemo, useRef } from 'react';
import { createPose, type Pose } from '../../shared/pose.ts';
import { voiceLevels } from '../net/voice-levels.ts';
import { voiceSpace } from '../net/voice-space.ts';
import { FrameOrder } from '../xr/frame-order.ts';
import { type AvatarCrowd, CROWD_CAPACITY, createAvatarCrowd, type Figure } from './avatar-crowd.ts';
import { loadBodyParts } from './body/body-parts.ts';
import { isStaffRole, lookOf, type UniformColours } from './body/looks.ts';
import { createNameTags, type NameTags } from './name-tags.ts';
import type { PoseSource } from './pose-source.ts';

/** Someone who is in the branch with a body. */
export interface RemotePerson {
  readonly avatarId: number;
  /** Stands for the body in what the server sends. */
  readonly slot: number;
  readonly role: string;
  readonly pseudonym: string;
  /** What they look like, see `shared/appearance.ts`. */
  readonly appearance: number;
  /** The consultant's, drawn for the customer of their consultation alone. */
  readonly legalName?: string;
}

/** World places of the parts of an avatar as they were last drawn, metres; for tests. */
export type DrawnAvatars = Map<number, { head: number[]; left: number[]; right: number[] }>;

interface RemoteAvatarsProps {
  readonly people: readonly RemotePerson[];
  /** One's own body, drawn without a head while in a headset; null where one has none. */
  readonly own: { readonly person: RemotePerson; readonly pose: Pose } | null;
  readonly poses: PoseSource;
  readonly uniform: UniformColours;
  /** What stands over a person's head, a line or two. */
  readonly label: (person: RemotePerson) => string;
  readonly drawn?: DrawnAvatars | undefined;
}

const pose = createPose();

/** Everyone's bodies and names: three draw calls for all of them together. */
export function RemoteAvatars({ people, own, poses, uniform, label, drawn }: RemoteAvatarsProps) {
  const crowd = useMemo(() => createAvatarCrowd(), []);
  useBodies(crowd);
  const figures = useFigures(crowd, people, own?.person ?? null, uniform);
  const tags = useNameTags(figures, people, label);

  useFrame(({ camera, gl, clock }, delta) => {
    poses.beginFrame(clock);
    for (let index = 0; index < figures.length; index++) {
      const figure = figures[index] as Figure;
      if (figure.isOwn) {
        crowd.place(figure, gl.xr.isPresenting && own ? own.pose : null, camera.matrixWorld, delta);
        continue;
      }
      const isKnown = poses.sample(figure.person, pose);
      const level = voiceLevels.get(figure.person.avatarId);
      crowd.place(figure, isKnown ? pose : null, camera.matrixWorld, delta, level);
      if (isKnown && level !== undefined) placeVoice(figure);
      if (isKnown) tags.put(figure.place, pose.headPosition, camera.matrixWorld, gl.xr.isPresenting);
      else tags.hide(figure.place);
      if (drawn && isKnown) drawn.set(figure.person.avatarId, crowd.readPlaces(figure));
    }
    voiceSpace.current?.listen(camera.matrixWorld.elements);
    crowd.commit();
    tags.commit();
  }, FrameOrder.poseIn);

  return (
    <>
      <primitive object={crowd.group} />
      <primitive object={tags.mesh} />
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

/** A visitor's name is for those about them; who can help is found from across the hall. */
const NAME_METRES = 7;
const HELPER_NAME_METRES = 16;

function nameReach({ role, legalName }: RemotePerson): number {
  return isStaffRole(role) || role === 'ai' || legalName !== undefined ? HELPER_NAME_METRES : NAME_METRES;
}

/** Writes everyone's name on the tag of their place in the crowd. */
function useNameTags(
  figures: readonly Figure[],
  people: readonly RemotePerson[],
  label: (person: RemotePerson) => string,
): NameTags {
  const tags = useMemo(() => createNameTags(CROWD_CAPACITY), []);
  useEffect(() => () => tags.dispose(), [tags]);
  useEffect(() => {
    const places = new Map(figures.map(({ person, place, isOwn }) => [person.avatarId, isOwn ? -1 : place]));
    for (let place = 0; place < CROWD_CAPACITY; place++) tags.hide(place);
    for (const person of people) {
      const place = places.get(person.avatarId) ?? -1;
      if (place >= 0) tags.write(place, label(person), nameReach(person));
    }
  }, [tags, figures, people, label]);
  return tags;
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
