import { ownWords } from './own-words.js';

const untouched = [
  'Bonjour Zoé Martin,',
  'Il manque ces pièces à votre dossier :',
  '- un livret de famille\n- une photo',
  'Envoyez-les avant le 18 décembre. Sans elles, nous ne pourrons pas répondre.',
  'Cordialement,\nLa mairie',
].join('\n\n');
const ownIn = (text: string) => ownWords({ text, html: null }, untouched).text;

describe('the own words of an agent in the text of a template', () => {
  it('are none where nothing was written', () => {
    expect(ownWords({ text: untouched, html: '<p>Bonjour</p>' }, untouched)).toEqual({ text: '', html: null });
  });

  it.each([
    ['in a paragraph of their own', untouched.replace('Cordialement', 'Je vous rappelle lundi.\n\nCordialement')],
    ['behind a sentence of the template', untouched.replace('répondre.', 'répondre. Je vous rappelle lundi.')],
    ['before one', untouched.replace('Envoyez-les', 'Je vous rappelle lundi. Envoyez-les')],
    ['in the line of a greeting', untouched.replace('Martin,', 'Martin, Je vous rappelle lundi.')],
    ['in the place of one', untouched.replace('Sans elles, nous ne pourrons pas répondre.', 'Je vous rappelle lundi.')],
  ])('are found %s', (_, text) => expect(ownIn(text)).toBe('Je vous rappelle lundi.'));

  it('keep their order, their paragraphs and their lists', () => {
    const text = untouched
      .replace('- une photo', '- une photo\n- votre dernier bulletin de salaire')
      .replace('Cordialement', 'Le guichet ferme à midi.\n\nÀ lundi !\n\nCordialement');
    expect(ownIn(text)).toBe('- votre dernier bulletin de salaire\n\nLe guichet ferme à midi.\n\nÀ lundi !');
  });

  it('are no sentence of the template in which a few words were changed or left out', () => {
    expect(ownIn(untouched.replace('18 décembre', '20 décembre'))).toBe('');
    expect(ownIn(untouched.replace('Sans elles, nous ne pourrons pas répondre', 'nous ne pourrons pas répondre'))).toBe(
      '',
    );
  });

  it('stay formatted as they were', () => {
    const html = '<p>Bonjour Zoé Martin,</p><p>Je vous rappelle <strong>lundi</strong>.</p>';
    const text = 'Bonjour Zoé Martin,\n\nJe vous rappelle lundi.';
    expect(ownWords({ text, html }, untouched)).toEqual({
      text: 'Je vous rappelle lundi.',
      html: '<p>Je vous rappelle <strong>lundi</strong>.</p>',
    });
  });
});
