/** The small movements of a face that nobody sends: eyelids, where the eyes rest, the jaw of who speaks. */
export interface Face {
  /** 0 open, 1 shut. */
  blink: number;
  /** Of the eyes within the head, radians; left and up are positive. */
  gazeYaw: number;
  gazePitch: number;
  /** 0 closed, 1 wide open. */
  jaw: number;
  randomState: number;
  /** Drawn last, 0 to 1. */
  random: number;
  untilBlinkSeconds: number;
  blinkingSeconds: number;
  untilGlanceSeconds: number;
  glanceYaw: number;
  glancePitch: number;
  talkSeconds: number;
  /** How loud they are, 0 to 1; 0 where that is not known. */
  level: number;
  /** Since the frame before. */
  frameSeconds: number;
}

const BLINK_SECONDS = 0.17;
const GAZE_SETTLES_SECONDS = 0.035;
const JAW_SETTLES_SECONDS = 0.06;
const LARGEST_GLANCE_RADIANS = 0.16;

export function createFace(seed: number): Face {
  const face: Face = {
    blink: 0,
    gazeYaw: 0,
    gazePitch: 0,
    jaw: 0,
    randomState: (seed * 2654435761 + 1) >>> 0 || 1,
    random: 0,
    untilBlinkSeconds: 0,
    blinkingSeconds: -1,
    untilGlanceSeconds: 0,
    glanceYaw: 0,
    glancePitch: 0,
    talkSeconds: 0,
    level: 0,
    frameSeconds: 0,
  };
  draw(face);
  face.untilBlinkSeconds = 4 * face.random;
  draw(face);
  face.talkSeconds = 10 * face.random;
  return face;
}

/** Xorshift: the same seed always lives the same life, and nothing is allocated. */
function draw(face: Face): void {
  let state = face.randomState;
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  face.randomState = state >>> 0 || 1;
  face.random = face.randomState / 2 ** 32;
}

/** One frame later. Who is said to speak and has no level moves the lips a little. */
export function liveFace(face: Face, speaking: boolean): void {
  const { level, frameSeconds: seconds } = face;
  face.untilBlinkSeconds -= seconds;
  if (face.untilBlinkSeconds <= 0 && face.blinkingSeconds < 0) face.blinkingSeconds = 0;
  if (face.blinkingSeconds >= 0) {
    face.blinkingSeconds += seconds;
    face.blink = Math.sin(Math.PI * Math.min(face.blinkingSeconds / BLINK_SECONDS, 1));
    if (face.blinkingSeconds >= BLINK_SECONDS) {
      face.blink = 0;
      face.blinkingSeconds = -1;
      // Now and then one blinks twice.
      draw(face);
      const isTwice = face.random < 0.15;
      draw(face);
      face.untilBlinkSeconds = isTwice ? 0.2 : 2 + 4.5 * face.random;
    }
  }
  face.untilGlanceSeconds -= seconds;
  if (face.untilGlanceSeconds <= 0) {
    draw(face);
    face.untilGlanceSeconds = 0.7 + 2.6 * face.random;
    draw(face);
    const isStraight = face.random < 0.45;
    draw(face);
    face.glanceYaw = isStraight ? 0 : (face.random * 2 - 1) * LARGEST_GLANCE_RADIANS;
    draw(face);
    face.glancePitch = isStraight ? 0 : (face.random * 2 - 1) * LARGEST_GLANCE_RADIANS * 0.5;
  }
  const gaze = 1 - Math.exp(-seconds / GAZE_SETTLES_SECONDS);
  face.gazeYaw += (face.glanceYaw - face.gazeYaw) * gaze;
  face.gazePitch += (face.glancePitch - face.gazePitch) * gaze;

  face.talkSeconds += seconds;
  let asked = Math.min(Math.max(level, 0), 1);
  if (speaking && level === 0) {
    // Something like the opening and closing of speech.
    const t = face.talkSeconds;
    const wave = Math.sin(t * 21.3) * 0.5 + Math.sin(t * 13.7 + 1.3) * 0.35 + Math.sin(t * 4.1) * 0.4;
    asked = 0.2 + 0.25 * Math.min(Math.max(wave, 0), 1);
  }
  face.jaw += (asked - face.jaw) * (1 - Math.exp(-seconds / JAW_SETTLES_SECONDS));
}
