import { type IRoomCache, matchMaker, requestFromIPC } from '@colyseus/core';

/** Opens a room in the process with fewest people; throws where there is none to open it. */
export async function openRoom(name: string, options: object): Promise<IRoomCache> {
  if (matchMaker.state !== matchMaker.MatchMakerState.SHUTTING_DOWN) return matchMaker.createRoom(name, options);
  // A process that is to end would open it itself, and fail: another is asked as Colyseus asks.
  const processId = await matchMaker.selectProcessIdToCreateRoom(name, options);
  if (processId === matchMaker.processId) throw new Error('there is no process to open a room');
  return requestFromIPC(matchMaker.presence, `p:${processId}`, undefined, [name, options]);
}
