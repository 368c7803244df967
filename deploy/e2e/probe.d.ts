import type { AtriumProbe } from '../../client/world/test-probe.ts';

declare global {
  interface Window {
    __atriumProbe?: Partial<AtriumProbe>;
  }
}
