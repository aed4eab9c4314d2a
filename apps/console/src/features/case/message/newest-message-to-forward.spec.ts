import type { Entry } from '@guichet/contracts';
import { newestMessageToForward } from './newest-message-to-forward.js';

const message = (position: number, direction: 'in' | 'out', status?: string) =>
  ({ kind: 'message', id: `m${position}`, position, direction, delivery: status && { status } }) as unknown as Entry;
const note = { kind: 'note', id: 'n', position: 9 } as unknown as Entry;
const chosen = (entries: Entry[], canceled: string[] = []) => newestMessageToForward(entries, new Set(canceled))?.id;

describe('the message that is forwarded by its key', () => {
  it('is the last one of the citizen, in whatever order the pages of the timeline came', () =>
    expect(chosen([message(4, 'in'), note, message(1, 'in'), message(5, 'out')])).toBe('m4'));
  it('is the last one of ours where the citizen has written nothing', () =>
    expect(chosen([message(1, 'out'), message(2, 'out')])).toBe('m2'));
  it('is none that was taken back before it was sent', () => {
    expect(chosen([message(1, 'out'), message(2, 'out', 'canceled'), message(3, 'out')], ['m3'])).toBe('m1');
    expect(chosen([note])).toBeUndefined();
  });
});
