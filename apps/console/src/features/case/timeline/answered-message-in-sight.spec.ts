import type { Entry } from '@guichet/contracts';
import { answeredPosition, topAfterLoss, topToSee } from './answered-message-in-sight.js';

const message = { start: 600, end: 800 };

describe('a timeline beside a reply', () => {
  it('is scrolled by as little as shows the message', () => {
    expect(topToSee(message, { top: 0, height: 300 })).toBe(500);
    expect(topToSee(message, { top: 550, height: 300 })).toBe(550);
    expect(topToSee(message, { top: 900, height: 300 })).toBe(600);
  });

  it('shows the last lines of a message that has no room, unless nothing but that is seen', () => {
    expect(topToSee(message, { top: 0, height: 120 })).toBe(680);
    expect(topToSee(message, { top: 850, height: 120 })).toBe(680);
    expect(topToSee(message, { top: 640, height: 120 })).toBe(640);
  });

  it('keeps what was seen of the message where the reader has gone, and moves by no more than was lost', () => {
    expect(topAfterLoss(message, { before: { top: 400, height: 500 }, height: 200 })).toBe(600);
    expect(topAfterLoss(message, { before: { top: 150, height: 500 }, height: 400 })).toBe(250);
    expect(topAfterLoss(message, { before: { top: 500, height: 500 }, height: 400 })).toBe(500);
  });

  it('moves nothing for whoever reads something else, nor where it has more room', () => {
    expect(topAfterLoss(message, { before: { top: 0, height: 500 }, height: 200 })).toBe(0);
    expect(topAfterLoss(message, { before: { top: 900, height: 500 }, height: 200 })).toBe(900);
    expect(topAfterLoss(message, { before: { top: 350, height: 300 }, height: 500 })).toBe(350);
  });
});

describe('the message that a reply answers', () => {
  const entry = (position: number, fields: object) =>
    [position, { id: `e${position}`, position, kind: 'message', direction: 'in', actor: {}, ...fields }] as const;
  const among = (...entries: (readonly [number, object])[]) =>
    answeredPosition(new Map(entries) as unknown as Map<number, Entry>, { total: 4, canceled: new Set(['e3']) });
  const sent = (position: number, kind: string) => entry(position, { direction: 'out', actor: { kind } });
  const activity = (position: number) => entry(position, { kind: 'activity' });

  it('is the last that somebody has written, and not what was sent by itself, canceled or done', () => {
    expect(among(entry(1, {}), entry(2, {}), entry(3, {}), activity(4))).toBe(2);
    expect(among(entry(1, {}), sent(2, 'system'), sent(3, 'agent'), activity(4))).toBe(1);
    expect(among(entry(1, {}), sent(2, 'agent'), activity(3), sent(4, 'system'))).toBe(2);
  });

  it('is not known where entries have not come, and there is none among activities', () => {
    expect(among(entry(1, {}), activity(4))).toBeUndefined();
    expect(among(activity(1), activity(2), activity(3), activity(4))).toBeUndefined();
  });
});
