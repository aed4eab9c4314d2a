import { htmlOfText, partsOfSent, toHtml, toText } from './runs-to-text-and-html.js';
import type { Run } from './value-marks.js';

const own = (text: string): Run => ({ text, variable: null });
const value = (text: string, variable = 'citizen_name'): Run => ({ text, variable });

describe('the form of a text', () => {
  const runs = [
    own('Bonjour **'),
    value('Zoé'),
    own('** et **'),
    value('Ana'),
    own('**,\n\nIl manque :\n- un acte\n- **'),
    value('un livret'),
    own('**\n\n\nMerci.'),
  ];

  it('is paragraphs and lists', () => {
    expect(toText(runs)).toBe('Bonjour Zoé et Ana,\n\nIl manque :\n- un acte\n- un livret\n\nMerci.');
    expect(toHtml(runs)).toBe(
      '<p>Bonjour <strong>Zoé</strong> et <strong>Ana</strong>,</p><p>Il manque :</p><ul><li>un acte</li><li><strong>un livret</strong></li></ul><p>Merci.</p>',
    );
  });

  it('is strong in the way of WhatsApp', () => {
    expect(toText(runs, { strong: 'asterisks', gap: '\n' })).toBe(
      'Bonjour *Zoé* et *Ana*,\nIl manque :\n- un acte\n- *un livret*\nMerci.',
    );
  });

  it('closes what the template left open', () => {
    expect(toHtml([own('**Attention')])).toBe('<p><strong>Attention</strong></p>');
  });

  // Threats: A073.
  it('makes links of our own words and of addresses, never of what a citizen is called', () => {
    expect(toHtml([own('Voir www.telerecours.fr, ou écrivez à '), value('a@b.example', 'service_mail')])).toBe(
      '<p>Voir <a href="https://www.telerecours.fr">www.telerecours.fr</a>, ou écrivez à <a href="mailto:a@b.example">a@b.example</a></p>',
    );
    expect(toHtml([value('https://evil.example <b>**x**</b>')])).toBe(
      '<p>https://evil.example &#60;b&#62;**x**&#60;/b&#62;</p>',
    );
  });

  it('marks what is still to be filled in', () => {
    expect(toHtml([{ text: '[Date limite]', variable: 'deadline', missing: true }])).toBe(
      '<p><mark>[Date limite]</mark></p>',
    );
  });

  // Threats: A062.
  it('escapes what was typed', () => {
    expect(htmlOfText('<script>\n- a & b')).toBe('<p>&#60;script&#62;</p><ul><li>a &#38; b</li></ul>');
  });

  it('takes no long word for an address', () => {
    const targets = (text: string) =>
      partsOfSent(text).flatMap(({ lines }) => lines.flat().flatMap(({ target }) => target ?? []));
    expect(targets(`${'a'.repeat(64)}@b.example, a.b@c.d.example`)).toEqual([
      `mailto:${'a'.repeat(64)}@b.example`,
      'mailto:a.b@c.d.example',
    ]);
    expect(targets(`${'a'.repeat(65)}@b.example`)).toEqual([]);
    expect(partsOfSent('a'.repeat(500_000))).toHaveLength(1);
  });
});
