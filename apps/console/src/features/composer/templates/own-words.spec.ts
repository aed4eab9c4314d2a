import { ownWords, withoutWithdrawn } from './own-words.js';

const untouched = [
  'Bonjour Zoé Martin,',
  'Il manque ces pièces à votre dossier :',
  '- un livret de famille\n- une photo',
  'Votre dossier est incomplet.',
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
    ['in the place of one', untouched.replace('Sans elles, nous ne pourrons pas répondre.', 'Je vous rappelle lundi.')],
  ])('are found %s', (_, text) => expect(ownIn(text)).toBe('Je vous rappelle lundi.'));

  it('keep their order, their paragraphs and their lists', () => {
    const text = untouched
      .replace('- une photo', '- une photo\n- votre dernier bulletin de salaire')
      .replace('Cordialement', 'Le guichet ferme à midi.\n\nÀ lundi !\n\nCordialement');
    expect(ownIn(text)).toBe('- votre dernier bulletin de salaire\n\nLe guichet ferme à midi.\n\nÀ lundi !');
  });

  it.each([
    'Envoyez-les, je vous rappelle lundi, avant le 18 décembre.',
    'Envoyez-les avant le 20 décembre.',
    'Envoyez-les avant le 18 décembre à M. Dupont.',
    'Votre dossier est complet depuis lundi.',
    '- un livret de pension',
    'Le 18 décembre, Mme Le Goff vous recevra.',
    'Sans votre appel avant lundi, nous ne pourrons pas répondre favorablement.',
    'Bonjour Zoé Martin, je vous rappelle lundi.',
    'La mairie vous rappelle lundi.',
    'Pas avant.',
    '👍',
  ])('stay with the whole sentence: %s', (own) => {
    const inTemplate = untouched.replace('- une photo', `- une photo\n${own}`);
    expect(ownIn(inTemplate)).toBe(own);
    expect(ownIn(own)).toBe(own);
  });

  it.each([
    ['left out', 'nous ne pourrons pas répondre.'],
    ['joined otherwise', 'envoyez les avant le 18 décembre ; sans elles nous ne pourrons pas répondre'],
    ['left out in between', 'Envoyez-les le 18 décembre !'],
    ['all there', '• Un livret de famille'],
    ['those of a line', 'La mairie.'],
  ])('are no sentence of the template whose words are %s', (_, text) => expect(ownIn(text)).toBe(''));

  it('stay formatted as they were', () => {
    const html = '<p>Bonjour Zoé Martin,</p><p>Je vous rappelle <strong>lundi</strong>.</p>';
    const text = 'Bonjour Zoé Martin,\n\nJe vous rappelle lundi.';
    expect(ownWords({ text, html }, untouched)).toEqual({
      text: 'Je vous rappelle lundi.',
      html: '<p>Je vous rappelle <strong>lundi</strong>.</p>',
    });
  });
});

describe('a reply without its withdrawn template', () => {
  const reply = { text: `${untouched}\n\nJe vous rappelle lundi.`, html: null };

  it('says what stays of it', () => {
    const own = { text: 'Je vous rappelle lundi.', html: null };
    expect(withoutWithdrawn(reply, untouched)).toEqual({ words: own, says: 'removedButOwn' });
    expect(withoutWithdrawn({ text: untouched, html: null }, untouched).says).toBe('removed');
  });

  it('is empty, and says so, where the words of the template are not known', () => {
    expect(withoutWithdrawn(reply, undefined)).toEqual({ words: { text: '', html: null }, says: 'removedWithAll' });
  });
});
