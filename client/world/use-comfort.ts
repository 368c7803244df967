import { create } from 'zustand';
import { keep, readKept } from '../ui/kept-setting.ts';
import { type Comfort, readComfort } from '../xr/comfort.ts';

const KEY = 'atrium-comfort';

const useStore = create<{ comfort: Comfort }>(() => ({ comfort: readComfort(readKept(KEY)) }));

/** How one likes to move; this browser remembers it. */
export function useComfort(): Comfort {
  return useStore((state) => state.comfort);
}

export function changeComfort(change: Partial<Comfort>): void {
  const comfort = { ...useStore.getState().comfort, ...change };
  keep(KEY, JSON.stringify(comfort));
  useStore.setState({ comfort });
}
