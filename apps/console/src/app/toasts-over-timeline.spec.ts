import { topOverTimeline } from './toasts-over-timeline.js';

describe('toasts of a phone, over the messages of a case', () => {
  it('begin below its head, however high that is', () => {
    expect(topOverTimeline({ top: 100, bottom: 660 }, 50)).toBe(108);
    expect(topOverTimeline({ top: 180, bottom: 660 }, 50)).toBe(188);
  });

  it('end above the reply that is written, where it leaves less room than they need', () => {
    expect(topOverTimeline({ top: 140, bottom: 180 }, 60)).toBe(112);
    expect(topOverTimeline({ top: 140, bottom: 140 }, 60)).toBe(72);
  });

  it('leave the way back free, however little room there is', () => {
    expect(topOverTimeline({ top: 100, bottom: 120 }, 180)).toBe(56);
  });
});
