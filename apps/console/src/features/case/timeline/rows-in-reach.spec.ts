import { isSameReach, nextReach, reachFor, type Reach } from './rows-in-reach.js';

const reach = (from: number, to: number): Reach => ({ from, to });

describe('the rows of a timeline that are in the page', () => {
  it('stay as they are while what comes into sight is among them', () =>
    expect(reachFor(reach(10, 30), reach(12, 22), reach(7, 27))).toEqual(reach(10, 27)));

  it('are those in sight at once, and no others that are not there yet', () => {
    expect(reachFor(reach(10, 30), reach(5, 15), reach(0, 20))).toEqual(reach(5, 20));
    expect(reachFor(reach(10, 30), reach(28, 38), reach(23, 43))).toEqual(reach(23, 38));
  });

  it('are those in sight alone after a leap', () =>
    expect(reachFor(reach(10, 30), reach(500, 510), reach(495, 515))).toEqual(reach(500, 510)));

  it('become all that are wanted, a few with each frame', () => {
    const wanted = reach(0, 20);
    const frames = [reach(5, 15)];
    while (!isSameReach(frames.at(-1)!, wanted)) frames.push(nextReach(frames.at(-1)!, wanted));
    expect(frames).toEqual([reach(5, 15), reach(3, 17), reach(1, 19), reach(0, 20)]);
  });
});
