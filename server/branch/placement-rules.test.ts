import { expect, test } from 'vitest';
import { choosePlacement, type Instance, type Wishes } from './placement-rules.ts';

const instance = (roomId: string, people: number, change: Partial<Instance> = {}): Instance => ({
  roomId,
  people,
  isOpen: true,
  hasRoom: true,
  ...change,
});
const nobody: Wishes = {
  own: undefined,
  partners: [],
  meeting: undefined,
  followsPartner: false,
  isInConsultation: false,
};
const place = (instances: readonly Instance[], wishes: Partial<Wishes> = {}) =>
  choosePlacement(instances, { ...nobody, ...wishes });

const [few, crowd] = [instance('few', 3), instance('crowd', 20)];

test('a stranger comes where most people are, and another is opened where there is no place', () => {
  expect(place([few, crowd])).toBe('crowd');
  expect(place([few, instance('full', 50, { hasRoom: false })])).toBe('few');
  expect(place([instance('full', 50, { hasRoom: false })])).toBeUndefined();
  expect(place([])).toBeUndefined();
});

test('two processes that choose between equal instances choose the same', () => {
  expect(place([instance('b', 5), instance('a', 5)])).toBe('a');
  expect(place([instance('a', 5), instance('b', 5)])).toBe('a');
});

test('who was here comes back where they were; who is asked to come, to who asked', () => {
  expect(place([few, crowd], { own: 'few' })).toBe('few');
  expect(place([few, crowd, instance('met', 1)], { own: 'few', meeting: 'met' })).toBe('met');
  expect(place([few, crowd], { own: 'gone', meeting: 'gone-too' })).toBe('crowd');
});

test('of two in consultation the customer comes to the consultant, and the consultant stays', () => {
  const wishes = { partners: ['few'], own: 'crowd', meeting: 'crowd', isInConsultation: true };
  expect(place([few, crowd], { ...wishes, followsPartner: true })).toBe('few');
  expect(place([few, crowd], { ...wishes, followsPartner: false })).toBe('crowd');
  expect(place([instance('few', 50, { hasRoom: false }), crowd], { ...wishes, followsPartner: true })).toBe('crowd');
});

test('an instance that closes takes back who is in consultation there, and nobody else', () => {
  const closing = instance('closing', 2, { isOpen: false });
  expect(place([closing, few], { own: 'closing', isInConsultation: true })).toBe('closing');
  expect(place([closing, few], { partners: ['closing'], followsPartner: true, isInConsultation: true })).toBe(
    'closing',
  );
  expect(place([closing, few], { own: 'closing' })).toBe('few');
  expect(place([closing, few], { meeting: 'closing' })).toBe('few');
  expect(place([closing])).toBeUndefined();
});
