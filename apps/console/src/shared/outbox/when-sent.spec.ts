import type { MessageEntry } from '@guichet/contracts';
import { noteSent, noteStored, undoTimeLeft, whenSent } from './when-sent.js';

const at = Date.parse('2026-12-01T10:00:00Z');
const reply = (id: string) =>
  ({ id, at: new Date(at).toISOString(), delivery: { dueAt: new Date(at + 60_000).toISOString() } }) as MessageEntry;

describe('how long a reply can be taken back', () => {
  const { now } = Date;
  afterEach(() => void (Date.now = now));
  const atClock = (time: number) => void (Date.now = () => time);

  it('is told by the clock of the browser from the moment in which the server has stored it, whatever its own clock says', () => {
    for (const ahead of [-600_000, 90_000]) {
      atClock(at + ahead);
      noteSent('shown');
      atClock(at + ahead + 1_000);
      noteStored('shown', 'stored');
      atClock(at + ahead + 11_000);
      expect(undoTimeLeft(reply('stored'))).toBe(50_000);
      expect(whenSent('stored')).toBe(at + ahead);
    }
  });

  it('is no longer than its delay where it was sent before the page was loaded', () => {
    atClock(at - 600_000);
    expect(undoTimeLeft(reply('earlier'))).toBe(60_000);
    atClock(at + 59_000);
    expect(undoTimeLeft(reply('earlier'))).toBe(1_000);
    expect(whenSent('earlier')).toBe(0);
  });
});
