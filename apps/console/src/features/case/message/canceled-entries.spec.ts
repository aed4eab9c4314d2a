import type { Entry } from '@guichet/contracts';
import { entriesThatStand, listedFilesOf } from './canceled-entries.js';

const file = (id: string, inline = false) => ({ id, name: `${id}.pdf`, inline });
const entry = (id: string, rest: object) =>
  ({ id, kind: 'message', attachments: [file(id)], ...rest }) as unknown as Entry;
const filesOf = (...entries: Entry[]) => entriesThatStand(entries).flatMap(listedFilesOf).map(({ id }) => id); // prettier-ignore

describe('the files of a case', () => {
  it('are those of its messages and notes, without the pictures within a text', () => {
    const sent = entry('sent', { delivery: { status: 'delivered' }, attachments: [file('sent'), file('logo', true)] });
    const planned = entry('planned', { delivery: { status: 'scheduled' } });
    expect(filesOf(entry('came', {}), sent, planned, entry('note', { kind: 'note' }))).toEqual([
      'came',
      'sent',
      'planned',
      'note',
    ]);
  });

  it('are not those of a reply that was taken back before it left, whichever is known of it first', () => {
    const activity = entry('taken', { kind: 'activity', activity: { type: 'canceled', entryId: 'reply' } });
    expect(filesOf(entry('reply', { delivery: { status: 'scheduled' } }), activity)).toEqual([]);
    expect(filesOf(entry('reply', { delivery: { status: 'canceled' } }))).toEqual([]);
  });

  it('stay where they are, too, in a message that is sent again with them', () => {
    const shared = [file('plan')];
    const first = entry('reply', { delivery: { status: 'canceled' }, attachments: shared });
    expect(filesOf(first, entry('again', { delivery: { status: 'sent' }, attachments: shared }))).toEqual(['plan']);
  });

  it('are not those of a note that was removed', () => {
    expect(filesOf(entry('note', { kind: 'note', removedAt: '2026-03-02T09:00:00.000Z' }))).toEqual([]);
  });
});
