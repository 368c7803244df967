import { makePlace, removePlace, startAtrium } from '../atrium-process.ts';

/** Before the browser tests: a data folder as a first start leaves it, with which each of their houses begins; of both suites where `npm test` has made it. */
export default async function prepare(): Promise<() => void> {
  if (process.env.PREPARED_DATA_DIR) return () => {};
  const place = await makePlace();
  await (await startAtrium(place)).stop();
  process.env.PREPARED_DATA_DIR = place.dataFolder;
  return () => removePlace(place);
}
