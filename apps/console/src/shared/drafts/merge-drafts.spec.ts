import type { Attachment } from '@guichet/contracts';
import { emptyContent, type DraftContent } from './draft-content.js';
import { appendWords, mergeDrafts } from './merge-drafts.js';

const file = (id: string): Attachment => ({ id, name: id, type: 'text/plain', size: 1, inline: false, state: 'ready' });
const words = (text: string, ...files: string[]): DraftContent => ({
  ...emptyContent,
  text,
  attachments: files.map(file),
});

describe('a template that is appended', () => {
  it('is all that is said where nothing was', () =>
    expect(appendWords({ text: ' ', html: null }, { text: 'Bonjour,', html: '<p>Bonjour,</p>' })).toEqual({
      text: 'Bonjour,',
      html: '<p>Bonjour,</p>',
    }));
  it('comes behind what was written, which stays', () => {
    const said = appendWords({ text: 'Oui.\n', html: null }, { text: 'Bonjour,', html: '<p>Bonjour,</p>' });
    expect(said).toEqual({ text: 'Oui.\n\nBonjour,', html: '<p>Oui.<br></p><p>Bonjour,</p>' });
    expect(appendWords({ text: 'Oui.', html: null }, { text: 'Bonjour,', html: null }).html).toBeNull();
  });
});

describe('a message that could not be sent', () => {
  it('comes back with what was written since behind it', () =>
    expect(mergeDrafts(words('Oui.', 'plan'), words('Merci.', 'map'))).toMatchObject(
      words('Oui.\n\nMerci.', 'plan', 'map'),
    ));
});

describe('two versions of a draft', () => {
  it('are one where the longer holds the other', () => {
    expect(mergeDrafts(words('Oui'), words('Oui, merci'))).toEqual(words('Oui, merci'));
    expect(mergeDrafts(words('Oui, merci'), words(' Oui '))).toEqual(words('Oui, merci'));
    expect(mergeDrafts(words('Oui'), undefined)).toEqual(words('Oui'));
  });
  it('keep the language that was chosen for either, that of the first where both have one', () => {
    const inEnglish = { ...words('Merci.'), language: 'en' } as const;
    expect(mergeDrafts(words('Oui.'), inEnglish).language).toBe('en');
    expect(mergeDrafts(words('Oui. Merci.'), inEnglish).language).toBe('en');
    expect(mergeDrafts(words('Merci'), inEnglish).language).toBe('en');
    expect(mergeDrafts({ ...words('Oui.'), language: 'fr' }, inEnglish).language).toBe('fr');
    expect(mergeDrafts(words('Oui.'), words('Merci.'))).not.toHaveProperty('language');
  });
  it('keep the files of both, though the words are the same', () =>
    expect(mergeDrafts(words('Oui', 'plan'), words('Oui', 'map')).attachments).toEqual([file('plan'), file('map')]));
});
