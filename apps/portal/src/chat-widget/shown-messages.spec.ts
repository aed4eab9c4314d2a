import type { ChatMessage } from '@guichet/contracts';
import { beginsGroup, lastAt, messageLinesOf, unreadOf, type UnsentMessage } from './shown-messages.js';

const message = (id: string, at: string, changes: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  direction: 'in',
  at: `2026-11-02T${at}.000Z`,
  text: id,
  author: '',
  files: [],
  clientId: `client-${id}`,
  seen: false,
  ...changes,
});
const answer = (id: string, at: string) => message(id, at, { direction: 'out', author: 'Ana', clientId: null });
const pending = (clientId: string, changes: Partial<UnsentMessage> = {}): UnsentMessage => ({
  clientId,
  text: clientId,
  files: [],
  at: '2026-11-02T08:00:00.000Z',
  refused: null,
  acknowledged: false,
  ...changes,
});

describe('the lines of a conversation', () => {
  // Threats: W09.
  it('are in the order of the server, with what it does not have yet at the end', () => {
    const lines = messageLinesOf([answer('b', '10:01:00'), message('a', '10:00:00', { seen: true })], [pending('new')]);
    expect(lines.map(({ key, state }) => [key, state])).toEqual([
      ['client-a', 'seen'],
      ['b', 'received'],
      ['new', 'waiting'],
    ]);
  });

  it('show a message once, under one key, when it has come back before it is forgotten', () => {
    const before = messageLinesOf([], [pending('client-a')]);
    const after = messageLinesOf([message('a', '10:00:00')], [pending('client-a')]);
    expect(before.map(({ key }) => key)).toEqual(after.map(({ key }) => key));
    expect(after).toHaveLength(1);
  });

  it('say what the server has, and what it refused', () => {
    expect(messageLinesOf([], [pending('x', { acknowledged: true })])).toMatchObject([{ state: 'sent' }]);
    expect(messageLinesOf([], [pending('x', { refused: 'invalid-request' })])).toMatchObject([{ state: 'refused' }]);
  });

  it('count as unread what came after the last look', () => {
    const all = [message('a', '10:00:00'), answer('b', '10:01:00'), answer('c', '10:02:00')];
    expect(unreadOf(all, '2026-11-02T10:01:00.000Z').map(({ id }) => id)).toEqual(['c']);
    expect(lastAt(all)).toBe('2026-11-02T10:02:00.000Z');
    expect(lastAt([])).toBeUndefined();
  });

  it('breathe between speakers, and after a while', () => {
    const [a, b, c, d] = messageLinesOf(
      [answer('a', '10:00:00'), answer('b', '10:01:00'), message('c', '10:01:30'), message('d', '10:20:00')],
      [],
    );
    expect([beginsGroup(a!, undefined), beginsGroup(b!, a), beginsGroup(c!, b), beginsGroup(d!, c)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});
