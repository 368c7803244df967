import { useFrame } from '@react-three/fiber';
import { useXR } from '@react-three/xr';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Group } from 'three';
import { copyPose, type Pose } from '../../shared/pose.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { Moment } from '../net/room-clock.ts';
import { ownVoice } from '../net/voice-space.ts';
import { tellWake } from '../net/wake-signals.ts';
import { FrameOrder } from '../xr/frame-order.ts';
import { sendBack, type Walker } from '../xr/locomotion.ts';
import { sampleFlatPose, sampleXRPose } from '../xr/sample-pose.ts';
import { readFrameTime } from '../xr/use-steady-clock.ts';
import { createPoseSender } from './pose-sender.ts';

interface PoseSendingOptions {
  readonly link: BranchLink;
  readonly walker: Walker;
  readonly origin: RefObject<Group | null>;
  /** Holds the latest of one's own poses; the frame writes it. */
  readonly own: Pose;
}

/** Sends where one's head and hands are, and goes back to where the server has the body when it refuses a pose. */
export function usePoseSending({ link, walker, origin, own }: PoseSendingOptions): void {
  const isSampled = useRef(false);
  const moment = useMemo(() => new Moment(), []);
  const sender = useMemo(
    () =>
      createPoseSender(
        (into) => {
          if (isSampled.current) copyPose(own, into);
          return isSampled.current;
        },
        (bytes) => link.sendPose(bytes),
      ),
    [link, own],
  );
  useEffect(
    () =>
      link.onRefused(({ at }) => {
        if (at) sendBack(walker, at.x, at.z);
      }),
    [link, walker],
  );
  useEffect(() => link.onConnected(() => sender.markTeleported()), [link, sender]);

  // A headset that is put on again may have slept: its page is not told, its session is.
  const session = useXR((state) => state.session);
  useEffect(() => {
    const lookAfter = () => {
      if (session?.visibilityState !== 'hidden') tellWake();
    };
    session?.addEventListener('visibilitychange', lookAfter);
    return () => session?.removeEventListener('visibilitychange', lookAfter);
  }, [session]);

  useFrame(({ gl, camera, clock }, _, frame: XRFrame | undefined) => {
    const space = gl.xr.getReferenceSpace();
    if (gl.xr.isPresenting) {
      isSampled.current =
        frame !== undefined &&
        space !== null &&
        origin.current !== null &&
        sampleXRPose(frame, frame.session.inputSources, space, origin.current.matrixWorld, own);
    } else {
      sampleFlatPose(camera.matrixWorld, own);
      isSampled.current = true;
    }
    own.speaking = ownVoice.speaking;
    // On the way back every pose would be refused again.
    if (walker.correction.active) return;
    if (walker.jumped) {
      walker.jumped = false;
      sender.markTeleported();
    }
    readFrameTime(clock, moment);
    link.tellTime(moment);
    sender.frame(moment);
  }, FrameOrder.poseOut);
}
