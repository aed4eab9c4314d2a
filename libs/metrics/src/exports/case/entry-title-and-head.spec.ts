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
});
