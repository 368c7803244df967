import type { BranchPlan } from '../../../shared/branch.ts';

/** A small branch for tests: a hall of 20 by 20 metres with one block in it, a lounge, and a booth inside the lounge. */
export const testPlan: BranchPlan = {
  id: 'test',
  name: { en: 'Test', ru: 'Тест' },
  bounds: { minX: -10, minZ: -10, maxX: 10, maxZ: 10 },
  ceilingMetres: 3,
  brand: { name: 'Test', primary: '#000000', accent: '#ffffff' },
  spawns: [{ x: 1, z: 0, heading: 0 }],
  zones: [
    { id: 'lounge', kind: 'lounge', area: { minX: -10, minZ: -10, maxX: 0, maxZ: 0 } },
    { id: 'booth', kind: 'booth', area: { minX: -4, minZ: -4, maxX: -2, maxZ: -2 } },
  ],
  desks: [
    {
      id: 'desk-1',
      label: { en: 'Desk 1', ru: 'Стойка 1' },
      at: { x: 4.5, z: 0, heading: 0 },
      customerSeat: { x: 4.5, z: 3, heading: 0 },
      consultantSeat: { x: 4.5, z: -3, heading: 180 },
    },
  ],
  kiosks: [{ id: 'kiosk-1', at: { x: -9, z: 9, heading: 180 } }],
  selfService: [],
  boards: [],
  obstacles: [{ minX: 3, minZ: -2, maxX: 6, maxZ: 2 }],
  interior: { entrance: { side: 'south', from: -1, to: 1 }, windows: [], walls: [], furniture: [] },
};
