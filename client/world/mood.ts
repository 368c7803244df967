/** The light a branch is seen in. */
export type Mood = 'day' | 'evening';

const MORNING_HOUR = 7;
const EVENING_HOUR = 18;

/** By the clock on the visitor's wall: the windows show the time it is. */
function moodAt(date: Date): Mood {
  const hour = date.getHours();
  return hour >= MORNING_HOUR && hour < EVENING_HOUR ? 'day' : 'evening';
}

/** `?light=day` or `?light=evening` in the page's address wins over the clock. */
export function moodOf(search: string, now: Date): Mood {
  const asked = new URLSearchParams(search).get('light');
  return asked === 'day' || asked === 'evening' ? asked : moodAt(now);
}
