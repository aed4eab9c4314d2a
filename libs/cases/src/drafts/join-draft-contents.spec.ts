import { Draft } from '@guichet/contracts';
import { joinDraftContents } from './join-draft-contents.js';

const draft = (text: string, more: Partial<Draft> = {}) => ({ ...Draft.parse({ mode: 'reply', text }), ...more });

describe('two drafts that become one', () => {
  it('are one below the other, unless one holds the other', () => {
    expect(joinDraftContents(draft('Oui.\n'), draft('Merci.')).text).toBe('Oui.\n\nMerci.');
    expect(joinDraftContents(draft('Oui, merci.'), draft('merci')).text).toBe('Oui, merci.');
  });

  it('have the language that was chosen for either, that of the first where both have one', () => {
    const inEnglish = draft('Merci.', { language: 'en' });
    expect(joinDraftContents(draft('Oui.'), inEnglish).language).toBe('en');
    expect(joinDraftContents(draft('Oui. Merci.'), inEnglish).language).toBe('en');
    expect(joinDraftContents(draft('Oui.', { language: 'fr' }), inEnglish).language).toBe('fr');
    expect(joinDraftContents(draft('Oui.'), draft('Merci.'))).not.toHaveProperty('language');
  });
});
