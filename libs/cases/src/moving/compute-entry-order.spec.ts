import { interleave, restorePlaces, readUpTo, placeActivities, placeGoingOn } from './compute-entry-order.js';

const entry = (id: string, minute: number) => ({
  id,
  at: new Date(minute * 60_000),
  silent: id === 'activity',
  foreign: id.endsWith('moved in'),
});
const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id).join(' ');

describe('two stretches of a timeline', () => {
  it('become one by time', () => {
    expect(ids(interleave([entry('a', 1), entry('d', 4)], [entry('b', 2), entry('c', 3), entry('e', 5)]))).toBe(
      'a b c d e',
    );
  });

  it('keep their own order, also where a clock went back', () => {
    expect(ids(interleave([entry('a', 3), entry('b', 1)], [entry('c', 2)]))).toBe('c a b');
  });
});

describe('what comes back', () => {
  it('is in the order in which it was', () => {
    const [a, b, c] = [entry('a', 3), entry('b', 1), entry('c', 2)];
    expect(ids(restorePlaces([b], [c, a], [['a', 'b', 'c']]))).toBe('a b c');
  });

  it('is in the order in which it was before entries that have come back already', () => {
    expect(ids(restorePlaces([entry('a', 1)], [entry('b', 1)], [['b'], ['a', 'b']]))).toBe('a b');
  });

  it('lies before what was written since, and leaves to what was moved in its place in time', () => {
    const present = [entry('early moved in', 0), entry('a', 1), entry('moved in', 2), entry('late', 9)];
    expect(ids(restorePlaces(present, [entry('b', 3)], [['a', 'b']]))).toBe('early moved in a moved in b late');
  });
});

describe('what has gone on with a message', () => {
  it.each([
    ['by time', [entry('d', 4), entry('e', 6)], 'a b d c e'],
    ['behind that message, also where a clock went back', [entry('d', 0)], 'a b d c'],
    ['in its own order', [entry('d', 4), entry('e', 3)], 'a b d e c'],
  ])('lies %s', (_, added, expected) => {
    const order = [entry('a', 1), entry('b', 2), entry('c', 5)];
    expect(ids(placeGoingOn(order, added, new Map([['d', 'b'], ['e', 'b']])))).toBe(expected); // prettier-ignore
  });
});

describe('what was told meanwhile', () => {
  const about = (id: string, minute: number, message: string | null = null) => ({
    ...entry(id, minute),
    about: message,
  });
  it.each([
    ['by time', [about('f', 4, 'a')], 'a b f c'],
    ['behind its message, also where a clock went back', [about('f', 0, 'b')], 'a b f c'],
    ['in the order of the telling', [about('f', 4, 'a'), about('g', 3, 'a')], 'a b f g c'],
  ])('lies %s', (_, added, expected) => {
    expect(ids(placeActivities([about('a', 1), about('b', 2), about('c', 5)], added))).toBe(expected);
  });
});

describe('a reading mark', () => {
  const order = [entry('a', 1), entry('activity', 2), entry('b', 3), entry('c', 4)];
  it.each([
    ['nothing', '', 0],
    ['all', 'a activity b c', 4],
    ['messages around a activity that nobody has to read', 'a b', 3],
    ['what is newer than something unread', 'b c', 0],
  ])('for whoever has read %s', (_, read, expected) => {
    expect(readUpTo(order, ({ id }) => read.split(' ').includes(id))).toBe(expected);
  });
});
