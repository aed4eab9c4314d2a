import type { Actor, Entry } from '@guichet/contracts';
import { titleOfNewest } from './title-of-newest-entry.js';

const entry = (kind: Entry['kind'], actor: object) => ({ kind, actor: { name: 'Inès', ...actor } as Actor });
const ines = { kind: 'agent', id: 'ines' };

describe('what the writer of a reply is told of the newest entry', () => {
  it('names who wrote it, unless that is the writer', () => {
    const titles = [
      entry('message', ines),
      entry('message', { kind: 'agent', id: 'luc' }),
      entry('message', { kind: 'citizen', id: 'zoe' }),
      entry('note', { kind: 'agent', id: 'luc' }),
      entry('activity', ines),
    ].map((newest) => titleOfNewest(newest, 'ines'));
    expect(titles).toEqual(['answeredYourself', 'answered', 'wrote', 'noted', 'moved']);
  });
});
