import type { ChannelKind, Language, RenderedTemplate, TemplateUse } from '@guichet/contracts';
import type { Formerly } from './fields-not-followed.js';
import { fieldsToAsk } from './fields-to-ask.js';

type Values = TemplateUse['values'];

/** From what the words in the composer were made: what the agent has changed is found by comparing with it. */
export interface Base {
  channelKind: ChannelKind;
  language: Language;
  number: number;
  /** The versions of its shared blocks. Undefined: those in use are taken for them. */
  blocks?: TemplateUse['blocks'];
  values: Values;
  /**
   * What the case had when they were made, empty where it had nothing: a field that a colleague has filled in since is no word that the
   * agent has changed. Undefined: not known, and taken for what it has now.
   */
  ofCase?: Values;
  /** Null: nobody knows which files came with it. */
  files: RenderedTemplate['attachments'] | null;
}

export interface TemplateState {
  /** How the template reads, and by which account it was rendered. */
  made: { rendered: RenderedTemplate; channelAccountId: string | undefined } | undefined;
  /** Undefined: the words were not made in this page. */
  base: Base | undefined;
  /** A rendering is awaited. */
  pending: boolean;
  /** The rendering that was asked for last; what an earlier one returns does not count. */
  request: number;
  choosing: boolean;
  /** The template that was chosen last. */
  choice: number;
  failure: unknown;
  /** What does not fit, by the name of its field. */
  wrong: Readonly<Record<string, string>>;
  /** Actions that are left out. */
  skipped: ReadonlySet<string>;
  /** Counts the templates that were inserted, so that the caret goes there once. */
  placed: number;
  /** Names that the agent is asked for; they stay once they are filled in. */
  asked: ReadonlySet<string>;
  /** What the fields have said up to now. */
  formerly: Formerly;
}

export type TemplateEvent =
  | { type: 'render-scheduled' }
  | { type: 'render-started' }
  | { type: 'render-ended'; request: number }
  | { type: 'rendered'; rendered: RenderedTemplate; values: Values; channelAccountId: string | undefined }
  | { type: 'render-failed'; wrong: Readonly<Record<string, string>>; failure: unknown }
  /** The words in the composer are those of an earlier rendering. */
  | { type: 'base-known'; base: Base }
  | { type: 'choice-started' }
  | { type: 'choice-ended'; choice: number }
  | { type: 'choice-dropped' }
  | { type: 'chosen'; rendered: RenderedTemplate; channelAccountId: string | undefined }
  | { type: 'removed' }
  | { type: 'action-skipped'; key: string };

const nothingWrong: Readonly<Record<string, string>> = {};

export const noTemplate: TemplateState = {
  made: undefined,
  base: undefined,
  pending: false,
  request: 0,
  choosing: false,
  choice: 0,
  failure: undefined,
  wrong: nothingWrong,
  skipped: new Set(),
  placed: 0,
  asked: new Set(),
  formerly: {},
};

const valuesOfCase = (fields: RenderedTemplate['fields']): Values =>
  Object.fromEntries(fields.flatMap(({ name, source, value }) => (source === 'case' ? [[name, value ?? '']] : [])));

/** The most that is kept of a field; each rest of the fingers makes one. */
const KEPT = 100;

/** With what the fields say now, each in the order in which it was said last. */
const withSaid = (formerly: Formerly, fields: RenderedTemplate['fields']): Formerly => ({
  ...formerly,
  ...Object.fromEntries(
    fields.map(({ name, said }) => {
      const before = (formerly[name] ?? []).filter(({ text }) => said.every((value) => value.text !== text));
      return [name, [...before, ...said].slice(-KEPT)];
    }),
  ),
});

function rendered(state: TemplateState, event: Omit<Extract<TemplateEvent, { type: 'rendered' }>, 'type'>) {
  const { channelKind, language, number, attachments, fields } = event.rendered;
  const blocks = event.rendered.blocks.map(({ versionId }) => versionId);
  const asked = new Set([...state.asked, ...Object.keys(event.values)]);
  for (const { name } of fieldsToAsk(fields, asked)) asked.add(name);
  return {
    ...state,
    made: { rendered: event.rendered, channelAccountId: event.channelAccountId },
    base: {
      channelKind,
      language,
      number,
      blocks,
      values: event.values,
      ofCase: valuesOfCase(fields),
      files: attachments,
    },
    failure: undefined,
    wrong: nothingWrong,
    asked,
    formerly: withSaid(state.formerly, fields),
  };
}

/** The template of a reply after something has happened to it. */
export function reduceTemplate(state: TemplateState, event: TemplateEvent): TemplateState {
  switch (event.type) {
    case 'render-scheduled':
      return { ...state, pending: true };
    case 'render-started':
      return { ...state, pending: true, request: state.request + 1 };
    case 'render-ended':
      return event.request === state.request ? { ...state, pending: false } : state;
    case 'rendered':
      return rendered(state, event);
    case 'render-failed':
      return { ...state, wrong: event.wrong, failure: event.failure };
    case 'base-known':
      return { ...state, base: event.base };
    case 'choice-started':
      return { ...state, choosing: true, choice: state.choice + 1 };
    case 'choice-ended':
      return event.choice === state.choice ? { ...state, choosing: false } : state;
    case 'choice-dropped':
      return { ...state, choosing: false, choice: state.choice + 1 };
    case 'chosen': {
      const anew = {
        ...state,
        request: state.request + 1,
        pending: false,
        skipped: new Set<string>(),
        asked: new Set<string>(),
        formerly: {},
      };
      return { ...rendered(anew, { ...event, values: {} }), placed: state.placed + 1 };
    }
    case 'removed':
      return {
        ...state,
        request: state.request + 1,
        pending: false,
        failure: undefined,
        made: undefined,
        base: undefined,
        formerly: {},
      };
    case 'action-skipped':
      return { ...state, skipped: new Set([...state.skipped, event.key]) };
  }
}

export const sameValues = (one: Values, other: Values = {}) =>
  [...Object.keys(one), ...Object.keys(other)].every((name) => (one[name] ?? '') === (other[name] ?? ''));

export interface RenderContext {
  template: TemplateUse | undefined;
  /** Whether the words are those of a message that was taken back. */
  takenBack: boolean;
  kind: ChannelKind | undefined;
  channelAccountId: string | undefined;
  /** Only a message that the provider has approved can be sent: it belongs to the account. */
  approvedOnly: boolean;
}

/**
 * Whether the template has to be rendered (again), as a draft has come back with it, or the reply takes another route.
 * `resume`: the words of a message that was taken back are compared with what it said. `first`: the words stay as they
 * are. `again`: the words are rendered anew, with what the agent has changed in them.
 */
export function renderingNeeded(
  state: TemplateState,
  context: RenderContext,
): 'resume' | 'first' | 'again' | undefined {
  const { template, takenBack, kind, channelAccountId, approvedOnly } = context;
  if (!template || !kind) return undefined;
  if (takenBack) return 'resume';
  if (state.made?.rendered.templateId !== template.templateId) return 'first';
  // Filled in, and put aside for a note before it was rendered.
  if (!sameValues(template.values, state.base?.values)) return 'again';
  const { rendered: made, channelAccountId: madeBy } = state.made;
  return made.channelKind !== kind || (approvedOnly && madeBy !== channelAccountId) ? 'again' : undefined;
}
