import type { Entry, Activity } from '@guichet/contracts';
import { amendmentsOf } from './message-amendments.js';

const actor = { kind: 'citizen' as const, id: 'zoe', name: 'Zoé' };
const common = (position: number) => ({
  id: `entry-${position}`,
  caseId: 'case',
  position,
  at: `2026-03-02T09:0${position}:00.000Z`,
  actor,
});
const timeline = (...entries: ('message' | Activity)[]) =>
  new Map(
    entries.map((entry, index) => [
      index + 1,
      (entry === 'message'
        ? { ...common(index + 1), kind: 'message' }
        : { ...common(index + 1), kind: 'activity', activity: entry }) as Entry,
    ]),
  );

describe('what became of a message', () => {
  it('is told on the message: each person’s last reaction, the texts it was changed to, that it was deleted', () => {
    const { amendments, shownOnMessages } = amendmentsOf(
      timeline(
        'message',
        { type: 'reaction', entryId: 'entry-1', emoji: '👍', by: 'Zoé', reportedAt: null },
        { type: 'edited', entryId: 'entry-1', text: 'Mardi', reportedAt: null },
        { type: 'reaction', entryId: 'entry-1', emoji: '❤️', by: 'Zoé', reportedAt: null },
        { type: 'reaction', entryId: 'entry-1', emoji: '👍', by: 'Max', reportedAt: null },
        { type: 'edited', entryId: 'entry-1', text: 'Jeudi', reportedAt: '2026-03-02T09:05:30.000Z' },
        { type: 'deleted', entryId: 'entry-1', reportedAt: null },
      ),
    );

    expect(amendments.get('entry-1')).toEqual({
      reactions: [
        { by: 'Zoé', emoji: '❤️' },
        { by: 'Max', emoji: '👍' },
      ],
      edits: [
        { at: '2026-03-02T09:03:00.000Z', text: 'Mardi' },
        { at: '2026-03-02T09:05:30.000Z', text: 'Jeudi' },
      ],
      deletedAt: '2026-03-02T09:07:00.000Z',
    });
    expect([...shownOnMessages]).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('is said once where its own author took it back before it was sent, and beside it where that was a colleague', () => {
    const by = (id: string) => ({ kind: 'agent' as const, id, name: id });
    const canceledBy = (id: string) => {
      const entries = timeline('message', { type: 'canceled', entryId: 'entry-1' });
      const [message, activity] = [...entries.values()] as [Entry, Entry];
      return amendmentsOf(new Map([[1, { ...message, actor: by('ana') }], [2, { ...activity, actor: by(id) }]])).shownOnMessages; // prettier-ignore
    };
    expect([...canceledBy('ana')]).toEqual([2]);
    expect([...canceledBy('max')]).toEqual([]);
  });

  it('leaves nothing of a reaction that was taken back', () => {
    const { amendments } = amendmentsOf(
      timeline(
        'message',
        { type: 'reaction', entryId: 'entry-1', emoji: '👍', by: 'Zoé', reportedAt: null },
        { type: 'reaction', entryId: 'entry-1', emoji: null, by: 'Zoé', reportedAt: null },
      ),
    );
    expect(amendments.get('entry-1')?.reactions).toEqual([]);
  });

  it('keeps a line of its own while its message is not at hand', () => {
    const { amendments, shownOnMessages } = amendmentsOf(
      timeline({ type: 'edited', entryId: 'entry-of-another-page', text: 'Mardi', reportedAt: null }),
    );
    expect(amendments.size).toBe(0);
    expect(shownOnMessages.size).toBe(0);
  });

  it('needs no line beside a note, which has its earlier wordings itself', () => {
    const note = { ...common(1), kind: 'note' } as Entry;
    const changed = (entryId: string) =>
      ({ ...common(2), kind: 'activity', activity: { type: 'note-changed', entryId, what: 'edited' } }) as Entry;
    const shownOf = (entryId: string) => [
      ...amendmentsOf(
        new Map([
          [1, note],
          [2, changed(entryId)],
        ]),
      ).shownOnMessages,
    ];
    expect(shownOf('entry-1')).toEqual([2]);
    expect(shownOf('entry-of-another-page')).toEqual([]);
  });
});
