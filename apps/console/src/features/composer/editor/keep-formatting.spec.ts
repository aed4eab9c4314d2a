import { keepFormatting } from './keep-formatting.js';

it('a new value has the formatting of the one that it replaces', () => {
  expect(
    keepFormatting(
      '<p>Au plus tard le <strong>10 décembre 2026</strong>, ou <em>au guichet</em>.</p>',
      '<p>Au plus tard le 15 janvier 2027, ou au guichet.</p>',
    ),
  ).toBe('<p>Au plus tard le <strong>15 janvier 2027</strong>, ou <em>au guichet</em>.</p>');
});

it('a value that was filled in is no placeholder any more, and another one still is', () => {
  expect(
    keepFormatting(
      '<p>Avant le <strong><mark>[Date limite]</mark></strong> à <mark>[Lieu]</mark>, merci.</p>',
      '<p>Avant le 15 décembre 2026 à [Lieu], merci.</p>',
    ),
  ).toBe('<p>Avant le <strong>15 décembre 2026</strong> à <mark>[Lieu]</mark>, merci.</p>');
});

it('what the agent has formatted elsewhere stays so, with its links and lists', () => {
  const own = '<ol><li><p>Voir <a href="https://valbourg.test">la page &amp; le plan</a></p></li></ol>';
  expect(keepFormatting(`<p>Le 10 mai.</p>${own}`, '<p>Le 12 mai.</p><p>Voir la page &#38; le plan</p>')).toBe(
    `<p>Le 12 mai.</p>${own}`,
  );
});

it('words that take the place of a link lead nowhere', () => {
  expect(keepFormatting('<p>Voir <a href="https://a.test">ici</a></p>', '<p>Voir là</p>')).toBe('<p>Voir là</p>');
});

it('links lead where the new words say, also where some of them are as they were', () => {
  const page = (name: string) => `<p>Voir <a href="https://ville.fr/${name}">https://ville.fr/${name}</a> ce soir.</p>`;
  const mail = (name: string) => `<p>Écrivez à <a href="mailto:${name}@ville.fr">${name}@ville.fr</a>, merci.</p>`;
  expect(keepFormatting(page('dechets'), page('velos'))).toBe(page('velos'));
  expect(keepFormatting(mail('ecoles'), mail('sports'))).toBe(mail('sports'));
  const both = (one: string, other: string) => `${page(one)}${mail(other)}`;
  expect(keepFormatting(both('dechets', 'ecoles'), both('velos', 'ecoles'))).toBe(both('velos', 'ecoles'));
  const line = (one: string, other: string) =>
    `<p><a href="https://ville.fr/${one}">ville.fr/${one}</a> ou <a href="https://ville.fr/${other}">ville.fr/${other}</a></p>`;
  expect(keepFormatting(line('dechets', 'ecoles'), line('velos', 'ecoles'))).toBe(line('velos', 'ecoles'));
  expect(keepFormatting(line('dechets', 'ecoles'), line('ecoles', 'velos'))).toBe(line('ecoles', 'velos'));
});

it('a link to which words were added, or of which some are gone, is the one of the template', () => {
  const link = (words: string, target = 'https://a.test') => `<p>Voir <a href="${target}">${words}</a>.</p>`;
  expect(keepFormatting(link('la page des vélos', 'https://b.test'), '<p>Voir la page.</p>')).toBe(
    '<p>Voir la page.</p>',
  );
  expect(keepFormatting(link('la page', 'https://b.test'), link('la page des vélos'))).toBe(link('la page des vélos'));
});

it('a link of the agent stays with all its words, in what is bold, too', () => {
  expect(
    keepFormatting(
      '<p>Le 10 mai, <strong>voir <a href="https://a.test">la page</a></strong>.</p>',
      '<p>Le 12 mai, voir la page.</p>',
    ),
  ).toBe('<p>Le 12 mai, <strong>voir <a href="https://a.test">la page</a></strong>.</p>');
});

it('a field that becomes a list takes no formatting from the passage behind it, which keeps its own', () => {
  expect(
    keepFormatting(
      '<p>Il manque ces pièces :<br><mark>[Pièces]</mark></p><p>Avant le <strong><mark>[Date]</mark></strong>, merci. Ou au <em>guichet</em>.</p>',
      '<p>Il manque ces pièces :</p><ul><li>Un livret</li></ul><p>Avant le 10 mai, merci. Ou au guichet.</p>',
    ),
  ).toBe(
    '<p>Il manque ces pièces :</p><ul><li>Un livret</li></ul><p>Avant le <strong>10 mai</strong>, merci. Ou au <em>guichet</em>.</p>',
  );
});

it('a passage that goes takes the formatting of no other with it', () => {
  const bold = '<p>Avant le <strong>10 mai</strong>, merci.</p>';
  expect(keepFormatting(`<p>Au guichet.</p><p>Venez tôt.</p>${bold}`, '<p>Avant le 12 mai, merci.</p>')).toBe(
    '<p>Avant le <strong>12 mai</strong>, merci.</p>',
  );
});

it('a passage that has next to nothing in common is formatted as the template has it', () => {
  const words = (letter: string) => Array.from({ length: 2_000 }, (_, n) => `${letter}${n}`).join(' ');
  const now = `<p>${words('b')}</p>`;
  expect(keepFormatting(`<p><strong>${words('a')}</strong></p>`, now)).toBe(now);
});

it('a passage that is new is formatted as the template has it', () => {
  expect(keepFormatting('<p>Oui.</p>', '<p>Oui.</p><p><strong>Attention</strong></p>')).toBe(
    '<p>Oui.</p><p><strong>Attention</strong></p>',
  );
  expect(keepFormatting(null, '<p>Oui.</p>')).toBe('<p>Oui.</p>');
  expect(keepFormatting('<p>Oui.</p>', null)).toBeNull();
});
