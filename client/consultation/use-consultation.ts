import { customerConsultation, readTranscript, staffConsultation } from '../../shared/consultation.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { useRead } from '../net/use-read.ts';

/** The operations of a consultation under the session of one of its two people. */
export function endpointsOf(audience: Audience) {
  return audience === 'customer' ? customerConsultation : staffConsultation;
}

/** Who the two are. Legal names come only by this, and only to them. */
export function useConsultation(audience: Audience, consultationId: string, enabled: boolean) {
  return useRead(endpointsOf(audience).read, {
    key: ['consultation', audience, consultationId],
    params: { consultationId },
    enabled,
  });
}

/** What the customer keeps. */
export function useTranscript(consultationId: string) {
  return useRead(readTranscript, { key: ['consultation', 'transcript', consultationId], params: { consultationId } });
}
