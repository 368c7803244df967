import { type Client, Room } from '@colyseus/core';
import { Encoder } from '@colyseus/schema';
import { POSE_RATE_HZ } from '../../../shared/pose.ts';
import { NAIVE_FIELDS, NAIVE_POSE, NaivePerson, NaiveState } from './naive-state.ts';

// Its default of 8 KB holds the state of thirty people.
Encoder.BUFFER_SIZE = 256 * 1024;

/** The baseline: poses in Colyseus' state, sent to everyone 20 times a second. It judges nothing. */
export class NaiveRoom extends Room<{ state: InstanceType<typeof NaiveState> }> {
  override state = new NaiveState();
  override autoDispose = false;
  override patchRate = 1000 / POSE_RATE_HZ;

  override onCreate() {
    this.onMessageBytes(NAIVE_POSE, (client: Client, bytes: Uint8Array) => {
      const person = this.state.people.get(client.sessionId);
      if (!person || bytes.byteLength !== NAIVE_FIELDS.length * 4) return;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (const [index, field] of NAIVE_FIELDS.entries()) person[field] = view.getFloat32(index * 4, true);
    });
  }
  override onJoin(client: Client) {
    this.state.people.set(client.sessionId, new NaivePerson());
  }
  override onLeave(client: Client) {
    this.state.people.delete(client.sessionId);
  }
}
