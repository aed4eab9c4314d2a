import type { Entry } from '@guichet/contracts';
import { actorIn } from './entry-title-and-head.js';

const entry = (direction: 'in' | 'out', name: string) =>
  ({ kind: 'message', direction, actor: { kind: 'system', name } }) as Entry;

describe('the author of an entry in an export', () => {
  it('is the number of a message of which it is not certain who sent it, and nobody where there is none', () => {
    expect(actorIn(entry('in', '+33639980001'), 'en')).toBe('by +33639980001');
    const byItself = actorIn(entry('out', 'Guichet'), 'en');
    expect(byItself).not.toContain('Guichet');
    expect(actorIn(entry('in', ''), 'en')).toBe(byItself);
  });

  it('is whom an agent has named, according to them', () => {
    const senderNamed = {
      citizen: { id: 'x', name: 'Camille Delorme' },
      by: 'Inès Martin',
      at: '2026-11-02T09:30:00.000Z',
    };
    const message = { ...entry('in', '+33639980001'), senderNamed } as Entry;
    expect(actorIn(message, 'en')).toBe('by Camille Delorme, according to Inès Martin');
    expect(actorIn(message, 'fr')).toBe('par Camille Delorme, d’après Inès Martin');
  });
});
