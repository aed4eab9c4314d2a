import type { Entry } from '@guichet/contracts';
import { entryHeight, openingOffset } from './entry-height-and-opening-offset.js';

const message = (text: string, html: string | null = null) => ({ kind: 'message', text, html }) as Entry;
const ten = () => 100;

describe('the height of an entry before it is drawn', () => {
  it('grows by a line for what does not fit into one, and for each line that was written', () => {
    const one = entryHeight(message('Bonjour'), 680);
    expect(entryHeight(message('Bonjour\nMerci'), 680) - one).toBe(23.25);
    expect(entryHeight(message('mot '.repeat(25)), 680) - one).toBe(23.25);
    expect(entryHeight(message('mot '.repeat(25)), 360) - one).toBe(46.5);
  });

  it('is that of the secure page where this takes the place of a notice, also of one that was sent as HTML', () => {
    const page = 'Bonjour\nMerci\nAu revoir';
    const sent = (verbatim: boolean) =>
      ({
        ...message('Voir la page', '<p>Voir la page</p>'),
        provenance: { level: 'notice', verbatim, page },
      }) as Entry;
    expect(entryHeight(sent(true), 680)).toBe(entryHeight(message(page), 680));
    expect(entryHeight(sent(false), 680)).toBe(entryHeight(message('', '<p></p>'), 680));
  });

  it('is limited for a text without end', () => {
    expect(entryHeight(message('\n'.repeat(500) + 'x'), 680)).toBeLessThan(800);
  });
});

describe('where a timeline opens', () => {
  const opening = { count: 10, heightOf: ten, height: 300 };

  it('has the row that it opens at on its top, in its middle or at its end', () => {
    expect(openingOffset({ ...opening, index: 4, align: 'start' })).toBe(400);
    expect(openingOffset({ ...opening, index: 4, align: 'center' })).toBe(300);
    expect(openingOffset({ ...opening, index: 9, align: 'end' })).toBe(700);
  });

  it('is never beyond its end or its beginning', () => {
    expect(openingOffset({ ...opening, index: 9, align: 'start' })).toBe(700);
    expect(openingOffset({ ...opening, index: 0, align: 'center' })).toBe(0);
    expect(openingOffset({ ...opening, count: 2, index: 1, align: 'end' })).toBe(0);
  });
});
