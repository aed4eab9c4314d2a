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

it('a passage that is new is formatted as the template has it', () => {
  expect(keepFormatting('<p>Oui.</p>', '<p>Oui.</p><p><strong>Attention</strong></p>')).toBe(
    '<p>Oui.</p><p><strong>Attention</strong></p>',
  );
  expect(keepFormatting(null, '<p>Oui.</p>')).toBe('<p>Oui.</p>');
  expect(keepFormatting('<p>Oui.</p>', null)).toBeNull();
});
