import { isSameReach, nextReach, reachFor, reachWhileScrolling, type Direction, type Reach } from './rows-in-reach.js';

const reach = (from: number, to: number): Reach => ({ from, to });

/** All that come, frame by frame, until none are missing. */
function framesUntil(wanted: Reach, begun: Reach, direction: Direction): Reach[] {
  const frames = [begun];
  for (;;) {
    const next = nextReach(frames.at(-1)!, wanted, direction);
    if (isSameReach(next, frames.at(-1)!)) return frames;
    frames.push(next);
  }
}

describe('the rows of a timeline that are in the page', () => {
  it('stay as they are while what comes into sight is among them', () =>
    expect(reachFor(reach(10, 30), reach(12, 22), reach(7, 27))).toEqual(reach(10, 27)));

  it('are those in sight at once, and no others that are not there yet', () => {
    expect(reachFor(reach(10, 30), reach(5, 15), reach(0, 20))).toEqual(reach(5, 20));
    expect(reachFor(reach(10, 30), reach(28, 38), reach(23, 43))).toEqual(reach(23, 38));
  });

  it('are those in sight alone after a leap', () =>
    expect(reachFor(reach(10, 30), reach(500, 510), reach(495, 515))).toEqual(reach(500, 510)));

  it('become all that are wanted, a few with each frame', () =>
    expect(framesUntil(reach(0, 20), reach(5, 15), undefined)).toEqual([
      reach(5, 15),
      reach(3, 17),
      reach(1, 19),
      reach(0, 20),
    ]));
});

describe('the rows of a timeline while somebody scrolls', () => {
  it('stay as they are, also those that are left behind, until one is missing', () =>
    expect(reachWhileScrolling(reach(10, 30), reach(19, 29), reach(14, 34))).toEqual(reach(10, 30)));

  it('come as they are missing, at least two at once, and those that are left behind go', () => {
    expect(reachWhileScrolling(reach(10, 30), reach(21, 31), reach(16, 36))).toEqual(reach(16, 32));
    expect(reachWhileScrolling(reach(10, 30), reach(23, 34), reach(18, 39))).toEqual(reach(18, 34));
    expect(reachWhileScrolling(reach(10, 30), reach(9, 19), reach(4, 24))).toEqual(reach(8, 24));
  });

  it('are never more than are wanted', () =>
    expect(reachWhileScrolling(reach(1, 20), reach(0, 10), reach(0, 15))).toEqual(reach(0, 15)));

  it('are those in sight alone after a leap', () =>
    expect(reachWhileScrolling(reach(10, 30), reach(500, 510), reach(495, 515))).toEqual(reach(500, 510)));

  it('come ahead several at once, where somebody scrolls to, and not for one that is missing', () => {
    expect(framesUntil(reach(10, 40), reach(8, 30), 'down')).toEqual([reach(8, 30), reach(10, 34), reach(10, 38)]);
    expect(framesUntil(reach(0, 20), reach(6, 22), 'up')).toEqual([reach(6, 22), reach(2, 20)]);
  });
});
