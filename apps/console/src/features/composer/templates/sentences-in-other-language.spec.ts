import { noSentences, sentencesInOtherLanguage, withOwnSentences } from './sentences-in-other-language.js';

const untouched = 'Hello Zoé Martin,\n\nThese documents are missing:\n\n- Un livret\n\nSend them by 15 December 2026.';
const text = untouched
  .replace('Hello Zoé Martin,', 'Bonjour Zoé Martin, votre dossier est bien arrivé. Merci.')
  .replace('December 2026.', 'December 2026. ☎');
const own = withOwnSentences(noSentences, { text, untouched, from: 'fr' });

describe('the own sentences of a reply whose language has changed', () => {
  it('are counted as they stand in the language before, without what the template or a field says', () => {
    expect(sentencesInOtherLanguage(own, { text, language: 'en' })).toEqual({ language: 'fr', count: 2 });
    expect(sentencesInOtherLanguage(own, { text: untouched, language: 'en' })).toBeUndefined();
    expect(sentencesInOtherLanguage(own, { text: text.replace(' Merci.', ''), language: 'en' })?.count).toBe(1);
  });

  it('are none where nothing was changed, nor once the reply is in their language again', () => {
    const unchanged = withOwnSentences(noSentences, { text: untouched, untouched, from: 'fr' });
    expect(sentencesInOtherLanguage(unchanged, { text: untouched, language: 'en' })).toBeUndefined();
    expect(sentencesInOtherLanguage(own, { text, language: 'fr' })).toBeUndefined();
  });

  it('keep their language when the reply goes back, beside those that were written since', () => {
    const french = 'Bonjour Zoé Martin,\n\nIl manque ces pièces.';
    const back = `${french.replace('Martin,', 'Martin, votre dossier est bien arrivé.')}\n\nSee you soon.`;
    const both = withOwnSentences(own, { text: back, untouched: french, from: 'en' });
    expect(sentencesInOtherLanguage(both, { text: back, language: 'fr' })).toEqual({ language: 'en', count: 1 });
    expect(sentencesInOtherLanguage(both, { text: back, language: 'en' })).toEqual({ language: 'fr', count: 1 });
  });
});
