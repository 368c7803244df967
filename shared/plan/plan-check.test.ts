import { describe, expect, test } from 'vitest';
import flagship from '../../assets/branches/flagship/branch.json' with { type: 'json' };
import marketStreet from '../../assets/branches/market-street/branch.json' with { type: 'json' };
import corner from '../../docs/example-branch/corner/branch.json' with { type: 'json' };
import { checkPlan } from './plan-check.ts';
import { problemText } from './plan-problem.ts';

type Path = readonly (string | number)[];

/** The example with one field changed; `undefined` takes it away. */
function changed(path: Path, value: unknown): unknown {
  const plan = structuredClone(corner) as unknown;
  const last = path.at(-1) as string | number;
  let place = plan as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return plan;
}

function problemsOf(plan: unknown): string[] {
  const checked = checkPlan(plan);
  return checked.ok ? [] : checked.problems.map(problemText);
}

describe('a branch that keeps every rule passes', () => {
  test.each([flagship, marketStreet, corner])('$id', (json) => {
    expect(problemsOf(json)).toEqual([]);
    const checked = checkPlan(json);
    expect(checked.ok && checked.plan).not.toHaveProperty('$schema');
    expect(checked.ok && checked.plan.id).toBe(json.id);
  });
});

const desk = corner.desks[0];
const pair = (text: string) => ({ en: text, ru: text });
const board = { id: 'board-1', at: { x: 0, z: 0, heading: 180 }, heightMetres: 2.5 };
const wall = { material: 'glass', from: { x: 1, z: -2 }, to: { x: 1, z: -1 }, heightMetres: 2 };
const picture = { id: 'print', title: pair('A print'), code: 'payto://iban/GB05SAND20451455779911' };
const screen = { id: 's', at: { x: 3.96, z: 0, heading: 270 }, widthMetres: 2, heightMetres: 1, middleMetres: 1.6 };

const ofFields: [what: string, path: Path, value: unknown, problem: string][] = [
  ['a field that is missing', ['name'], undefined, 'name: is missing; it must be an object'],
  ['a word in one language only', ['name'], { en: 'A' }, 'name.ru: is missing; it must be a text'],
  ['an empty word', ['desks', 0, 'label', 'en'], '', 'desks[0].label.en: must be at least 1 character long'],
  [
    'a sign that is too long',
    ['signs', 'tickets', 'en'],
    'x'.repeat(13),
    'signs.tickets.en: must be at most 12 characters long',
  ],
  ['a text for a number', ['ceilingMetres'], 'high', 'ceilingMetres: must be a number'],
  ['a number that is none', ['ceilingMetres'], Number.NaN, 'ceilingMetres: must be a number'],
  ['a low ceiling', ['ceilingMetres'], 1.9, 'ceilingMetres: must be at least 2'],
  ['a place far away', ['spawns', 0, 'x'], 61, 'spawns[0].x: must be at most 60'],
  [
    'too many of a thing',
    ['spawns'],
    Array.from({ length: 65 }, () => corner.spawns[0]),
    'spawns: must be at most 64 long',
  ],
  ['nowhere to appear', ['spawns'], [], 'spawns: must be at least 1 long'],
  [
    'a kind that is none',
    ['zones', 1, 'kind'],
    'vault',
    'zones[1].kind: must be one of hall, lounge, desk, booth, self-service',
  ],
  [
    'a colour that is none',
    ['brand', 'primary'],
    'red',
    'brand.primary: must be a colour such as #1f5c54, in small letters',
  ],
  ['an id with a slash', ['id'], '../etc', 'id: must be 1 to 64 of a-z, 0-9 and -'],
  [
    'a logo from elsewhere',
    ['brand', 'logo'],
    '../logo.svg',
    'brand.logo: must be a file name such as logo.svg or logo.png, of a-z, 0-9 and -',
  ],
  [
    'a bank code in small letters',
    ['brand', 'ibanBankCode'],
    'sand',
    'brand.ibanBankCode: must be four capital letters',
  ],
  [
    'a field nobody knows',
    ['brand', 'colour'],
    '#000000',
    'brand.colour: there is no such field; there are name, primary, accent, logo, ibanBankCode',
  ],
  [
    'a field of the prototype',
    ['zones', 0, 'constructor'],
    1,
    'zones[0].constructor: there is no such field; there are id, kind, area',
  ],
];

const ofRules: [what: string, path: Path, value: unknown, problem: string][] = [
  ['bounds inside out', ['bounds', 'minX'], 5, 'bounds: minX must be less than maxX, and minZ less than maxZ'],
  [
    'a zone inside out',
    ['zones', 1, 'area', 'minZ'],
    1,
    'zones[1].area: minX must be less than maxX, and minZ less than maxZ',
  ],
  [
    'an obstacle without width',
    ['obstacles', 2, 'minX'],
    3.6,
    'obstacles[2]: minX must be less than maxX, and minZ less than maxZ',
  ],
  ['two zones of one id', ['zones', 1, 'id'], 'hall', 'zones[1].id: hall is the id of zones[0] already'],
  ['two things of one id', ['kiosks', 0, 'id'], 'desk-1', 'kiosks[0].id: desk-1 is the id of desks[0] already'],
  [
    'two codes of one id',
    ['paymentCodes'],
    [picture, picture],
    'paymentCodes[1].id: print is the id of paymentCodes[0] already',
  ],
  [
    'a code that pays nobody',
    ['paymentCodes'],
    [{ ...picture, code: 'https://a' }],
    'paymentCodes[0].code: is not a payto code with an IBAN',
  ],
  [
    'a board out of doors',
    ['boards'],
    [{ ...board, at: { x: 4.1, z: 0, heading: 0 } }],
    'boards[0].at: is outside the bounds of the branch',
  ],
  [
    'a zone that leaves the building',
    ['zones', 0, 'area', 'maxX'],
    4.1,
    'zones[0].area: reaches outside the bounds of the branch',
  ],
  ['an obstacle out of doors', ['obstacles', 2, 'maxX'], 4.5, 'obstacles[2]: reaches outside the bounds of the branch'],
  [
    'a board in the ceiling',
    ['boards'],
    [{ ...board, heightMetres: 3.2 }],
    'boards[0].heightMetres: is higher than the ceiling, which is at 3.4 m',
  ],
  [
    'a screen in the ceiling',
    ['displays'],
    [{ ...screen, middleMetres: 3 }],
    'displays[0].middleMetres: is higher than the ceiling, which is at 3.4 m',
  ],
  [
    'a wall above the ceiling',
    ['interior', 'walls'],
    [{ ...wall, heightMetres: 3.5, from: { x: 2, z: 0.3 }, to: { x: 2, z: 0.5 } }],
    'interior.walls[0].heightMetres: is higher than the ceiling, which is at 3.4 m',
  ],
  [
    'a wall to walk through',
    ['interior', 'walls'],
    [wall],
    'interior.walls[0]: stands where one can walk through it: put its footprint in obstacles',
  ],
  [
    'furniture to walk through',
    ['interior', 'furniture', 0, 'at', 'z'],
    0,
    'interior.furniture[0]: stands where one can walk through it: put its footprint in obstacles',
  ],
  [
    'a kiosk to walk through',
    ['kiosks', 0, 'at', 'x'],
    3,
    'kiosks[0].at: stands where one can walk through it: put its footprint in obstacles',
  ],
  ['a spawn in a wall', ['spawns', 1, 'x'], -3.9, 'spawns[1]: nobody can stand there'],
  ['a spawn in another', ['spawns', 1, 'x'], 0.2, 'spawns[1]: is less than 0.5 m from spawns[0]'],
  [
    'a spawn walled off',
    ['obstacles', 2],
    { minX: 0.25, minZ: -3, maxX: 0.45, maxZ: 3 },
    'spawns[2]: there is no way to spawns[0]',
  ],
  [
    'a seat out of reach',
    ['obstacles', 2],
    { minX: -4, minZ: -2.2, maxX: 4, maxZ: -1.5 },
    'desks[0].consultantSeat: cannot be walked to from spawns[0]',
  ],
  [
    'a kiosk out of reach',
    ['obstacles', 1],
    { minX: 0.9, minZ: -1, maxX: 3.9, maxZ: 1.7 },
    'kiosks[0].at: cannot be walked to from spawns[0]',
  ],
  [
    'a door with no way in',
    ['interior', 'entrance'],
    { side: 'east', from: -3, to: -2 },
    'interior.entrance: there is no way in from the door',
  ],
  ['a door like a slit', ['interior', 'entrance', 'to'], -0.5, 'interior.entrance: is narrower than a door of 0.9 m'],
  ['a door inside out', ['interior', 'entrance', 'from'], 1.5, 'interior.entrance.from: must be less than to'],
  [
    'a window past the corner',
    ['interior', 'windows', 0, 'from'],
    -4.2,
    'interior.windows[0]: reaches past the ends of the south wall',
  ],
  ['a window over the door', ['interior', 'windows', 0, 'to'], -0.9, 'interior.windows[0]: overlaps interior.entrance'],
  ['a desk in no zone for it', ['zones', 1, 'kind'], 'lounge', 'desks[0].at: stands in no zone of kind desk or booth'],
  ['a seat outside of its zone', ['zones', 1, 'area', 'maxZ'], 0, 'desks[0].customerSeat: is outside of zone desk-1'],
  [
    'a booth without a table',
    ['zones', 2],
    { id: 'booth-1', kind: 'booth', area: { minX: 1, minZ: -3, maxX: 3, maxZ: -1 } },
    'zones[2]: no desk stands in booth booth-1',
  ],
  [
    'a brand too pale for white words',
    ['brand', 'primary'],
    '#c9a35b',
    'brand.primary: white words on it have a contrast of 2.4:1 and need 4.5:1: choose a darker colour',
  ],
];

test.each(ofFields)('%s is refused by its field', (_what, path, value, problem) => {
  expect(problemsOf(changed(path, value))).toEqual([problem]);
});

test.each(ofRules)('%s is refused by its field', (_what, path, value, problem) => {
  expect(problemsOf(changed(path, value))).toContain(problem);
});

test('everything that is wrong is said at once', () => {
  const plan = { ...corner, ceilingMetres: 'high', desks: [{ ...desk, id: 'Desk 1' }], hall: 1 };
  expect(problemsOf(plan).map((text) => text.split(':')[0])).toEqual(['ceilingMetres', 'desks[0].id', 'hall']);
});

test.each([null, 'branch', 3, []])('%j is no plan, and does not break the check', (json) => {
  expect(problemsOf(json)).toEqual(['must be an object']);
});
