import type { Entry, Invitation } from '@guichet/contracts';
import { invitationStandings } from './invitation-standing.js';

const invitation = (more: Partial<Invitation> = {}): Invitation => ({
  ...{ method: 'request', summary: 'Visite', start: { kind: 'day', time: '2026-11-05' }, end: null, location: '' },
  ...{ organizer: { name: '', address: 'zoe@example.org' }, recurrence: null, answer: null, uid: '1', sequence: 0 },
  ...{ recurrenceId: null, attendee: 'mairie@ville.example' },
  ...more,
});

const entry = (position: number, direction: 'in' | 'out', more: Partial<Invitation> = {}): Entry =>
  ({
    ...{ id: `e${position}`, kind: 'message', position, direction, invitation: invitation(more) },
    delivery: null,
  }) as Entry;

const answer = (status: 'accepted' | 'declined', more: Partial<Invitation> = {}): Partial<Invitation> => ({
  ...{ method: 'reply', answer: { name: 'Mairie', status } },
  ...more,
});

const none = { isUpdate: false, replacedBy: null, answered: null };
const standing = (entries: Entry[], canceled: string[] = []) => invitationStandings(entries, new Set(canceled));

describe('an invitation in a case', () => {
  it('stands alone, and messages without one do not count', () => {
    const other = { id: 'x', kind: 'message', position: 2, direction: 'in', invitation: null } as Entry;
    expect([...standing([entry(1, 'in'), other])]).toEqual([['e1', none]]);
  });

  it('is changed and canceled by later messages of its organiser on the same meeting', () => {
    const standings = standing([entry(2, 'in', { sequence: 1 }), entry(1, 'in'), entry(3, 'in', { method: 'cancel' })]);
    expect(standings.get('e1')).toEqual({ ...none, replacedBy: 'cancel' });
    expect(standings.get('e2')).toEqual({ ...none, isUpdate: true, replacedBy: 'cancel' });
    expect(standing([entry(1, 'in'), entry(2, 'in', { sequence: 1 })]).get('e1')?.replacedBy).toBe('update');
  });

  it('takes what was answered before along, where it is canceled', () => {
    const entries = [entry(1, 'in'), entry(2, 'out', answer('accepted')), entry(3, 'in', { method: 'cancel' })];
    const standings = standing(entries);
    expect(standings.get('e1')).toEqual({ ...none, replacedBy: 'cancel', answered: 'accepted' });
    expect(standings.get('e2')).toEqual({ ...none, replacedBy: 'cancel' });
    expect(standing(entries.slice(0, 2)).get('e2')).toBeUndefined();
  });

  it.each([
    ['another meeting', { uid: '2' }],
    ['the meeting of another organiser', { organizer: { name: '', address: 'luc@example.org' } }],
    ['another meeting of the series', { recurrenceId: { kind: 'day' as const, time: '2026-11-12' } }],
  ])('is not canceled by what is about %s', (_, more) => {
    expect(standing([entry(1, 'in'), entry(2, 'in', { method: 'cancel', ...more })]).get('e1')).toEqual(none);
  });

  it('has the last answer that was sent from here to this version', () => {
    const entries = [entry(1, 'in'), entry(2, 'out', answer('accepted')), entry(3, 'out', answer('declined'))];
    expect(standing(entries).get('e1')?.answered).toBe('declined');
    expect(standing(entries, ['e3']).get('e1')?.answered).toBe('accepted');
    const undone = [
      entry(1, 'in'),
      { ...entry(2, 'out', answer('accepted')), delivery: { status: 'canceled' } } as Entry,
    ];
    expect(standing(undone).get('e1')?.answered).toBeNull();
    const changed = [...entries, entry(4, 'in', { sequence: 1 })];
    expect(standing(changed).get('e4')).toEqual({ ...none, isUpdate: true });
  });
});
