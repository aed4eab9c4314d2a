import type { Attachment } from '@guichet/contracts';
import { insertTemplate, isUntouched, mergeAttachments, mergeDrafts } from './insert-template.js';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';

const file = (id: string): Attachment => ({ id, name: id, type: 'text/plain', size: 1, inline: false, state: 'ready' });

describe('a template', () => {
  it('is all that is said where nothing was', () =>
    expect(insertTemplate({ text: ' ', html: null }, { text: 'Bonjour,', html: '<p>Bonjour,</p>' })).toEqual({
      text: 'Bonjour,',
      html: '<p>Bonjour,</p>',
    }));
  it('comes behind what was written, which stays', () => {
    const said = insertTemplate({ text: 'Oui.\n', html: null }, { text: 'Bonjour,', html: '<p>Bonjour,</p>' });
    expect(said).toEqual({ text: 'Oui.\n\nBonjour,', html: '<p>Oui.<br></p><p>Bonjour,</p>' });
    expect(insertTemplate({ text: 'Oui.', html: null }, { text: 'Bonjour,', html: null }).html).toBeNull();
  });
  it('takes its files with it, and leaves those of the agent', () =>
    expect(mergeAttachments([file('mine'), file('form-fr')], [file('form-fr')], [file('form-en')])).toEqual([
      file('mine'),
      file('form-en'),
    ]));
  it('brings a file once, also where one before it has brought it', () =>
    expect(mergeAttachments([file('form')], [], [file('form'), file('plan')])).toEqual([file('form'), file('plan')]));
  it('comes back with what was written since behind it', () => {
    const back: DraftContent = { mode: 'reply', text: 'Oui.', html: null, attachments: [file('plan')] };
    const since: DraftContent = { mode: 'reply', text: 'Merci.', html: null, attachments: [file('map')] };
    expect(mergeDrafts(back, since)).toMatchObject({
      text: 'Oui.\n\nMerci.',
      attachments: [file('plan'), file('map')],
    });
  });
  it('may be replaced while nobody has touched it', () => {
    const content: DraftContent = { mode: 'reply', text: 'Bonjour,', html: null, attachments: [] };
    expect(isUntouched(content, { text: 'Bonjour,' })).toBe(true);
    expect(isUntouched({ ...content, text: 'Bonjour Zoé,' }, { text: 'Bonjour,' })).toBe(false);
    expect(isUntouched({ ...content, text: '' }, undefined)).toBe(true);
  });
});
