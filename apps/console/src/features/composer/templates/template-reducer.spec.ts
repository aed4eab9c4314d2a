import type { RenderedTemplate, TemplateField, TemplateUse } from '@guichet/contracts';
import {
  noTemplate,
  reduceTemplate,
  renderingNeeded,
  type RenderContext,
  type TemplateEvent,
  type TemplateState,
} from './template-reducer.js';

const field = (name: string): TemplateField => ({
  name,
  type: 'text',
  label: name,
  placeholder: name,
  example: '',
  value: null,
  source: 'agent',
  optional: false,
  said: [],
});
const made = (change: Partial<RenderedTemplate> = {}) =>
  ({
    templateId: 'missing-papers',
    number: 3,
    language: 'fr',
    channelKind: 'email',
    attachments: [],
    blocks: [],
    fields: [field('deadline')],
    ...change,
  }) as unknown as RenderedTemplate;
const after = (events: readonly TemplateEvent[], from: TemplateState = noTemplate) =>
  events.reduce(reduceTemplate, from);
const chosen: TemplateEvent = { type: 'chosen', rendered: made(), channelAccountId: 'mairie' };

describe('a template that is chosen', () => {
  it('is what the words are made of, and is counted, so that the caret goes there once', () => {
    const state = after([{ type: 'choice-started' }, chosen]);
    expect(state).toMatchObject({ placed: 1, base: { number: 3, values: {}, files: [] } });
    expect([...state.asked]).toEqual(['deadline']);
  });

  it('takes the place of one whose rendering is still on its way', () => {
    const state = after([{ type: 'render-started' }, chosen]);
    expect(state.pending).toBe(false);
    expect(after([{ type: 'render-ended', request: 1 }], { ...state, pending: true }).pending).toBe(true);
  });

  it('is waited for until it is dropped or there', () => {
    const choosing = after([{ type: 'choice-started' }]);
    expect(choosing.choosing).toBe(true);
    expect(reduceTemplate(choosing, { type: 'choice-dropped' })).toMatchObject({ choosing: false, choice: 2 });
    expect(reduceTemplate({ ...choosing, choice: 2 }, { type: 'choice-ended', choice: 1 }).choosing).toBe(true);
  });
});

it('words that were made are compared with what the case had then, be it nothing', () => {
  const of = (name: string, value: string | null) => ({ ...field(name), source: 'case' as const, value });
  const fields = [field('deadline'), of('citizen_name', 'Zoé'), of('field_text_1', null)];
  const state = after([{ type: 'chosen', rendered: made({ fields }), channelAccountId: 'mairie' }]);
  expect(state.base).toMatchObject({ values: {}, ofCase: { citizen_name: 'Zoé', field_text_1: '' } });
  expect(Object.keys(state.base?.ofCase ?? {})).not.toContain('deadline');
});

it('a field stays once it is filled in, though nobody would be asked for it any more', () => {
  const filledIn = made({ fields: [{ ...field('deadline'), source: 'case', value: '2026-12-31' }] });
  const state = after([
    chosen,
    { type: 'rendered', rendered: filledIn, values: { deadline: '2026-12-31' }, channelAccountId: 'mairie' },
  ]);
  expect([...state.asked]).toEqual(['deadline']);
});

it('what is wrong with a value is over with the next rendering', () => {
  const wrong = after([chosen, { type: 'render-failed', wrong: { deadline: 'is no date' }, failure: undefined }]);
  expect(wrong.wrong).toEqual({ deadline: 'is no date' });
  const right = reduceTemplate(wrong, { type: 'rendered', rendered: made(), values: {}, channelAccountId: 'mairie' });
  expect(right.wrong).toEqual({});
});

it('a removed template leaves nothing behind, and what is on its way for it does not count', () => {
  const state = after([chosen, { type: 'render-started' }, { type: 'removed' }]);
  expect(state).toMatchObject({ made: undefined, base: undefined, pending: false });
  expect(reduceTemplate({ ...state, pending: true }, { type: 'render-ended', request: 2 }).pending).toBe(true);
});

describe('rendering again', () => {
  const template = { templateId: 'missing-papers', number: 3, language: 'fr', values: {} } as TemplateUse;
  const context: RenderContext = {
    template,
    takenBack: false,
    kind: 'email',
    channelAccountId: 'mairie',
    approvedOnly: false,
  };
  const state = after([chosen]);

  it('is not needed while nothing has changed, nor without a template or a route', () => {
    expect(renderingNeeded(state, context)).toBeUndefined();
    expect(renderingNeeded(noTemplate, { ...context, template: undefined })).toBeUndefined();
    expect(renderingNeeded(noTemplate, { ...context, kind: undefined })).toBeUndefined();
  });
  it('leaves the words of a draft as they are', () => expect(renderingNeeded(noTemplate, context)).toBe('first'));
  it('compares a message that was taken back with what it said', () =>
    expect(renderingNeeded(noTemplate, { ...context, takenBack: true })).toBe('resume'));
  it('is needed for another channel, and for another account where it approves the words', () => {
    expect(renderingNeeded(state, { ...context, kind: 'sms' })).toBe('again');
    expect(renderingNeeded(state, { ...context, channelAccountId: 'sport' })).toBeUndefined();
    expect(renderingNeeded(state, { ...context, channelAccountId: 'sport', approvedOnly: true })).toBe('again');
  });
  it('is needed for what was filled in and put aside', () =>
    expect(renderingNeeded(state, { ...context, template: { ...template, values: { deadline: 'x' } } })).toBe('again'));
});

it('what a field has said is known until another template is chosen', () => {
  const saying = (...texts: string[]) => [
    { ...field('deadline'), said: texts.map((text) => ({ text, before: 'le', behind: '' })) },
  ];
  const rendered = (...texts: string[]): TemplateEvent => ({
    type: 'rendered',
    rendered: made({ fields: saying(...texts) }),
    values: {},
    channelAccountId: 'mairie',
  });
  const known = (events: readonly TemplateEvent[]) => after(events).formerly['deadline']?.map(({ text }) => text);
  const typed = [chosen, rendered('10 mai'), rendered('12 mai'), rendered('10 mai'), rendered()];
  expect(known(typed)).toEqual(['12 mai', '10 mai']);
  expect(known([...typed, chosen])).toEqual([]);
});
