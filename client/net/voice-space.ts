/**
 * Where voices come from, for whoever draws people: each frame says where heads are and where one listens from. Nobody listens
 * where it is null. Metres, in the branch's axes.
 */
export interface VoiceSpace {
  place(avatarId: number, x: number, y: number, z: number): void;
  /** `world`: the eye's matrix, column by column, as three.js has it. */
  listen(world: ArrayLike<number>): void;
}

export const voiceSpace: { current: VoiceSpace | null } = { current: null };

/**
 * The body at the desk of one's own consultation, where the consultant has no body of their own: what stands for it in place of an
 * avatar id. Whoever draws it says so.
 */
export const deskPartner: { avatarId: number | null } = { avatarId: null };

/** One's own voice, as the microphone hears it; false while muted or without one. The frame that sends one's pose reads it. */
export const ownVoice = { speaking: false };
