import { MeetingCode } from '../../shared/branch.ts';

/** Query parameter of the code by which people who want to be together are placed together. */
const PARAMETER = 'meeting';

/** The code in this page's address; undefined where there is none, or what can be no code. */
export function meetingCode(): string | undefined {
  return MeetingCode.safeParse(new URLSearchParams(location.search).get(PARAMETER)).data;
}

/**
 * The address to hand on, of the hall that this person is in: it names the hall and nobody in it. From now on this page's own
 * address has the code as well, so that both come to the same place also after a reload.
 */
export function inviteTo(roomId: string): string {
  const code = meetingCode() ?? roomId;
  const here = new URL(location.href);
  here.searchParams.set(PARAMETER, code);
  history.replaceState(history.state, '', here);
  const invited = new URL('/', here);
  const branch = here.searchParams.get('branch');
  if (branch) invited.searchParams.set('branch', branch);
  invited.searchParams.set(PARAMETER, code);
  return invited.href;
}
