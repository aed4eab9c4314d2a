import type { Attachment, TemplateField } from '@guichet/contracts';
import {
  fieldsToAsk,
  insertTemplate,
  isUntouched,
  missingFields,
  fieldsStillOpen,
  mergeDrafts,
  mergeAttachments,
} from './insert-template.js';
import type { Content } from '../../../shared/drafts/content.js';

const field = (name: string, change: Partial<TemplateField> = {}): TemplateField => ({
  name,
  type: 'text',
  label: name,
  example: '',
  value: null,
  source: 'agent',
  optional: false,
  ...change,
});
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
    const back: Content = { mode: 'reply', text: 'Oui.', html: null, attachments: [file('plan')] };
    const since: Content = { mode: 'reply', text: 'Merci.', html: null, attachments: [file('map')] };
    expect(mergeDrafts(back, since)).toMatchObject({
      text: 'Oui.\n\nMerci.',
      attachments: [file('plan'), file('map')],
    });
    expect(mergeDrafts(back, { ...since, mode: 'note' })).toBe(back);
  });
  it('may be replaced while nobody has touched it', () => {
    const content: Content = { mode: 'reply', text: 'Bonjour,', html: null, attachments: [] };
    expect(isUntouched(content, { text: 'Bonjour,' })).toBe(true);
    expect(isUntouched({ ...content, text: 'Bonjour Zoé,' }, { text: 'Bonjour,' })).toBe(false);
    expect(isUntouched({ ...content, text: '' }, undefined)).toBe(true);
  });
});

describe('what the agent is asked for', () => {
  const fields = [
    field('reference', { source: 'case', value: 'GCH-1' }),
    field('remark', { optional: true }),
    field('court', { source: 'organisation' }),
    field('deadline'),
  ];

  it('is what only they know or nobody could find, what must be said first', () =>
    expect(fieldsToAsk(fields, new Set()).map(({ name }) => name)).toEqual(['court', 'deadline', 'remark']));
  it('stays once it is filled in', () => {
    const filled = [field('court', { source: 'organisation', value: 'Dijon' })];
    expect(fieldsToAsk(filled, new Set())).toEqual([]);
    expect(fieldsToAsk(filled, new Set(['court']))).toEqual(filled);
  });
  it('is missing until it is filled in, and well', () => {
    const rendered = { fields, unresolved: ['deadline', 'court'] };
    expect(missingFields(rendered, {})).toEqual(['court', 'deadline']);
    expect(missingFields(rendered, { court: 'Dijon', deadline: ' ' })).toEqual(['deadline']);
    expect(missingFields(rendered, { court: 'Dijon', deadline: 'soon' }, { deadline: 'is no date' })).toEqual([
      'deadline',
    ]);
  });
  it('is missing where it is filled in badly, though nobody else would be asked for it', () => {
    const filledIn = { fields: [field('court', { source: 'organisation', value: 'Dijon' })], unresolved: [] };
    expect(missingFields(filledIn, { court: '?' }, { court: 'is no court' })).toEqual(['court']);
  });
  it('is filled in, and not yet said, while its place in the words is open', () => {
    const filledIn = [field('deadline', { value: '2026-12-31' }), field('remark'), field('court', { value: 'Dijon' })];
    expect(fieldsStillOpen('Avant le [deadline], à Dijon. [remark]', filledIn)).toEqual(['deadline']);
  });
});
