import type { Attachment } from '@guichet/contracts';
import { isUntouched, mergeAttachments } from './template-attachments-and-untouched-text.js';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';

const file = (id: string): Attachment => ({ id, name: id, type: 'text/plain', size: 1, inline: false, state: 'ready' });

describe('a template', () => {
  it('takes its files with it, and leaves those of the agent', () =>
    expect(mergeAttachments([file('mine'), file('form-fr')], [file('form-fr')], [file('form-en')])).toEqual([
      file('mine'),
      file('form-en'),
    ]));
  it('brings a file once, also where one before it has brought it', () =>
    expect(mergeAttachments([file('form')], [], [file('form'), file('plan')])).toEqual([file('form'), file('plan')]));
  it('may be replaced while nobody has touched it', () => {
    const content: DraftContent = { mode: 'reply', text: 'Bonjour,', html: null, attachments: [] };
    expect(isUntouched(content, { text: 'Bonjour,' })).toBe(true);
    expect(isUntouched({ ...content, text: 'Bonjour Zoé,' }, { text: 'Bonjour,' })).toBe(false);
    expect(isUntouched({ ...content, text: '' }, undefined)).toBe(true);
  });
});
