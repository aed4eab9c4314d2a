import { textToHtml } from '../../../shared/drafts/text-to-html.js';
import { unfilledPlaceholders } from './unfilled-placeholders.js';

describe('a blank in an answer', () => {
  const labels = ['date limite', 'tribunal'];
  it('is what stands there of what any template has to be filled in', () =>
    expect(unfilledPlaceholders({ text: 'Avant le [date limite], [sic].', html: null, labels })).toEqual([
      'date limite',
    ]));
  it('is what is marked, also where nobody knows any more what it came with', () => {
    const html = '<p>Avant le <mark>[date limite]</mark>, <mark class="x">[R&amp;D]</mark></p>';
    expect(unfilledPlaceholders({ text: 'Avant le [date limite], [R&D]', html, labels })).toEqual([
      'date limite',
      'R&D',
    ]);
    expect(unfilledPlaceholders({ text: '[R&D]', html })).toHaveLength(2);
  });
  it('is gone once it is filled in', () =>
    expect(unfilledPlaceholders({ text: 'Avant le 12 mai.', html: '<p>Avant le 12 mai.</p>', labels })).toEqual([]));
  it('stays marked where words are written around it in a field without formatting, and is told once', () => {
    const text = 'Avant le [R&D],\nou [sic].\n\nMerci';
    const html = textToHtml(text, ['R&D', 'date']);
    expect(html).toBe('<p>Avant le <mark>[R&amp;D]</mark>,<br>ou [sic].</p><p>Merci</p>');
    expect(unfilledPlaceholders({ text, html, labels: ['R&D', 'date'] })).toEqual(['R&D']);
  });
});
