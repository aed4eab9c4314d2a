import { pointedWidth, steppedWidth } from './compute-pane-width.js';

const range = { narrow: 300, wide: 560, usual: 376 };

describe('the width of a pane', () => {
  it('follows the pointer from the opposite edge, within its range', () => {
    const pane = { left: 56, right: 432 };
    expect(pointedWidth({ pane, edge: 'right', range }, 456.4)).toBe(400);
    expect(pointedWidth({ pane, edge: 'right', range }, 2000)).toBe(560);
    expect(pointedWidth({ pane: { left: 1100, right: 1440 }, edge: 'left', range }, 1040)).toBe(400);
    expect(pointedWidth({ pane: { left: 1100, right: 1440 }, edge: 'left', range }, 1400)).toBe(300);
  });

  it('grows by the arrow that points away from the pane', () => {
    expect(steppedWidth({ edge: 'right', width: 400, range }, 'ArrowRight')).toBe(416);
    expect(steppedWidth({ edge: 'left', width: 400, range }, 'ArrowRight')).toBe(384);
    expect(steppedWidth({ edge: 'left', width: 400, range }, 'ArrowLeft')).toBe(416);
    expect(steppedWidth({ edge: 'right', width: 304, range }, 'ArrowLeft')).toBe(300);
  });

  it('is the smallest by Home, the largest by End, and the same by any other key', () => {
    expect(steppedWidth({ edge: 'left', width: 400, range }, 'Home')).toBe(300);
    expect(steppedWidth({ edge: 'left', width: 400, range }, 'End')).toBe(560);
    expect(steppedWidth({ edge: 'left', width: 400, range }, 'e')).toBeUndefined();
  });
});
