import type { PersonKey } from '../lib/principal.ts';
import { enterAsService, type ServiceMember, type ServiceMemberDeps } from './service-member.ts';
import type { TalkDelivery } from './talk-delivery.ts';

/** What the document service is given of a talk: a member's place in it, and who the others are. */
export interface DeskSeat {
  readonly consultationId: string;
  enter(handlers: Required<Pick<ServiceMemberDeps, 'onPrivate' | 'onFailed'>>): ServiceMember;
  /** Whose leaf it is, as the room has admitted them; null for one that is not there. */
  personOf(member: string): PersonKey | null;
}

/** The document service in one talk. */
export interface DeskMember {
  /** Something on the desk has changed. */
  show(): void;
  stop(): void;
}

/** The document service, for a room to bring in. */
export interface DeskService {
  /** Whether something lies on the desk of a consultation. */
  isLaid(consultationId: string): Promise<boolean>;
  sit(seat: DeskSeat, onStopped: (error: unknown) => void): DeskMember;
}

/** When the document service is among the members: from when the consultant offers the first document, and wherever something lies there already. */
export interface TalkDesk {
  open(): void;
  /** Something on the desk has changed, or somebody has come. */
  look(): Promise<void>;
  close(): void;
}

export interface TalkDeskDeps {
  readonly consultationId: string;
  readonly service: DeskService;
  readonly delivery: Pick<TalkDelivery, 'handle' | 'drop' | 'members'>;
  readonly onError: (error: unknown) => void;
}

export function createTalkDesk({ consultationId, service, delivery, onError }: TalkDeskDeps): TalkDesk {
  let desk: DeskMember | null = null;
  let isOver = false;

  function open(): void {
    if (desk || isOver) return;
    const seat: DeskSeat = {
      consultationId,
      enter: (handlers) => enterAsService({ consultationId, party: 'documents', delivery, ...handlers }),
      personOf: (member) =>
        (delivery.members().find((one) => one.member === member)?.person as PersonKey | undefined) ?? null,
    };
    // Whoever needs it next brings it in anew.
    desk = service.sit(seat, (error) => {
      desk = null;
      onError(error);
    });
  }

  return {
    open,
    async look() {
      if (desk) desk.show();
      else if (!isOver && (await service.isLaid(consultationId))) open();
    },
    close() {
      isOver = true;
      desk?.stop();
      desk = null;
    },
  };
}
