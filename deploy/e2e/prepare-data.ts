import { makePlace, removePlace, startAtrium } from '../atrium-process.ts';

/** Before the browser tests: a data folder as a first start leaves it, with which each of their houses begins. */
export default async function prepare(): Promise<() => void> {
  const place = await makePlace();
  await (await startAtrium(place)).stop();
  process.env.PREPARED_DATA_DIR = place.dataFolder;
  return () => removePlace(place);
}
