import { ownSentenceLimits } from '@guichet/contracts';
import { sentencesInOtherLanguage, sentencesLeftBehind } from './sentences-in-other-language.js';

const untouched = 'Hello Zoé Martin,\n\nThese documents are missing:\n\n- Un livret\n\nSend them by 15 December 2026.';
const text = untouched
  .replace('Hello Zoé Martin,', 'Bonjour Zoé Martin, votre dossier est bien arrivé. Merci.')
  .replace('December 2026.', 'December 2026. ☎');
const toEnglish = { from: 'fr', to: 'en' } as const;
const toFrench = { from: 'en', to: 'fr' } as const;
const own = sentencesLeftBehind(undefined, { text, untouched, ...toEnglish });

describe('the own sentences of a reply whose language has changed', () => {
  it('are counted as they stand in the language before, without what the template or a field says', () => {
    expect(sentencesInOtherLanguage(own, { text, language: 'en' })).toEqual({ language: 'fr', count: 2 });
    expect(sentencesInOtherLanguage(own, { text: untouched, language: 'en' })).toBeUndefined();
    expect(sentencesInOtherLanguage(own, { text: text.replace(' Merci.', ''), language: 'en' })?.count).toBe(1);
  });

  it('are none where nothing was changed, nor once the reply is in their language again', () => {
    expect(sentencesLeftBehind(undefined, { text: untouched, untouched, ...toEnglish })).toBeUndefined();
    expect(sentencesLeftBehind(own, { text, untouched: '', ...toFrench })?.map((one) => one.text)).not.toContain(
      'Merci.',
    );
    expect(sentencesInOtherLanguage(own, { text, language: 'fr' })).toBeUndefined();
  });

  it('keep their language when the reply goes back, beside those that were written since', () => {
    const french = 'Bonjour Zoé Martin,\n\nIl manque ces pièces.';
    const back = `${french.replace('Martin,', 'Martin, votre dossier est bien arrivé. Merci.')}\n\nSee you soon.`;
    const inFrench = sentencesLeftBehind(own, { text: back, untouched: french, ...toFrench });
    expect(sentencesInOtherLanguage(inFrench, { text: back, language: 'fr' })).toEqual({ language: 'en', count: 1 });
    const again = sentencesLeftBehind(inFrench, { text: `${text}\n\nSee you soon.`, untouched, ...toEnglish });
    expect(again).toEqual(own);
  });

  it('are kept in few words each, however long and many they are', () => {
    const long = Array.from({ length: 150 }, (_, n) => `Phrase ${n} ${'bien longue '.repeat(30)}.`).join('\n');
    const kept = sentencesLeftBehind(undefined, { text: long, untouched, ...toEnglish });
    expect(kept).toHaveLength(ownSentenceLimits.sentences);
    expect(kept?.every((one) => one.text.length <= ownSentenceLimits.characters)).toBe(true);
    expect(sentencesInOtherLanguage(kept, { text: long, language: 'en' })?.count).toBe(ownSentenceLimits.sentences);
  });
});
