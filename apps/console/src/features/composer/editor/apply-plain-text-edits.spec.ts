import { applyPlainTextEdits } from './apply-plain-text-edits.js';

const template = {
  text: 'Bonjour,\n\nVoyez notre site.\n\n- un plan\n- une photo\n\nCordialement',
  html: '<p>Bonjour,</p><p>Voyez <a href="https://valbourg.test">notre <strong>site</strong></a>.</p><ul><li><p>un plan</p></li><li><p>une photo</p></li></ul><p>Cordialement</p>',
};
const patched = (change: (text: string) => string) => applyPlainTextEdits(template, change(template.text));

it('an edit of the plain text keeps the formatting of paragraphs that nobody has touched', () =>
  expect(patched((text) => text.replace('Bonjour,', 'Bonjour Zoé,'))).toBe(
    template.html.replace('Bonjour,', 'Bonjour Zoé,'),
  ));

it('an edit behind a paragraph keeps its formatting', () =>
  expect(patched((text) => text.replace('notre site.', 'notre site. Merci\n& bravo'))).toBe(
    template.html.replace('</a>.', '</a>. Merci<br>&amp; bravo'),
  ));

it('an edit inside a paragraph loses the formatting of that paragraph alone', () =>
  expect(patched((text) => text.replace('notre site', 'le site'))).toBe(
    template.html.replace(/<p>Voyez.*?<\/p>/, '<p>Voyez le site.</p>'),
  ));

it('an edit may add and remove paragraphs', () => {
  expect(patched((text) => `${text}\n\nAna`)).toBe(`${template.html}<p>Ana</p>`);
  expect(patched((text) => text.replace('Bonjour,\n\n', ''))).toBe(template.html.replace('<p>Bonjour,</p>', ''));
});

it('the HTML is made from the plain text where there is no formatting, or none that fits', () => {
  expect(applyPlainTextEdits({ text: 'Oui', html: null }, 'Oui.')).toBe('<p>Oui.</p>');
  expect(applyPlainTextEdits({ text: 'Oui', html: '<p>O</p><p>ui</p>' }, 'Oui.')).toBe('<p>Oui.</p>');
});
