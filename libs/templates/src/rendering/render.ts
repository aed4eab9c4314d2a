import {
  Language,
  RenderingName,
  smsSegments,
  type BlockKind,
  type RenderingLevel,
  type TemplateContent,
} from '@guichet/contracts';
import { wording } from './parse-wording.js';
import { toHtml, toText } from './runs-to-text-and-html.js';
import type { Run } from './value-marks.js';
import { renderingRule } from './rendering-rules.js';
import type { Style } from './template-values-and-filters.js';
import { isFieldVariable } from '../variables/case-field-variables.js';
import { placeholdersOf } from '../variables/placeholders-for-missing-values.js';
import type { VariableName } from '../variables/template-variables.js';

/** One block as it is read. */
export interface RenderedBlock {
  /** Its place in the template; that of the note on translations is behind the last. */
  block: number;
  kind: BlockKind;
  runs: readonly Run[];
  text: string;
  html: string;
}

export interface Rendering {
  name: RenderingName;
  level: RenderingLevel;
  subject: string | null;
  blocks: RenderedBlock[];
  text: string;
  html: string | null;
  /** Variables that are written and have no value. */
  unresolved: VariableName[];
  characters: number;
  fits: boolean;
}

export interface RenderOptions {
  name: RenderingName;
  language: Language;
  /** The language whose wording decides. */
  sourceLanguage: Language;
  values: Readonly<Record<string, string>>;
  /** Others may read what comes by it: only a notice goes there. */
  onlyNotice?: boolean;
  /** A check has made up the values, none of which is that of somebody. */
  madeUp?: true;
}

/** The two languages in play: that of the wording, and the one that decides. */
export type Languages = Pick<RenderOptions, 'language' | 'sourceLanguage'>;

const COURTESY = {
  full: {
    en: 'This is a courtesy translation: the French text is the one that counts.',
    fr: 'Ceci est une traduction de courtoisie : le texte anglais fait foi.',
  },
  short: {
    en: 'Courtesy translation: the French text counts.',
    fr: 'Traduction de courtoisie : le texte anglais fait foi.',
  },
} as const;

/**
 * The notice that is sent where the reply may not be shown or does not fit: it states that there is a reply, and where.
 */
const NOTICE = {
  fr: '{{ organisation }} : une réponse vous attend pour le dossier {{ reference }}. Lisez-la ici : {{ reply_link }}',
  en: '{{ organisation }}: an answer is ready for case {{ reference }}. Read it here: {{ reply_link }}',
} as const;
const BARE_NOTICE = {
  fr: 'Une réponse vous attend ici : {{ reply_link }}',
  en: 'An answer is waiting here: {{ reply_link }}',
} as const;

/** Is this our notice with these values, in any language, and nothing else? */
export const isNotice = (
  text: string,
  values: Readonly<Record<'organisation' | 'reference' | 'reply_link', string>>,
): boolean =>
  Language.options.some((language) =>
    [NOTICE, BARE_NOTICE].some((wordings) => {
      const runs = wording(wordings[language]).write(values, { language, short: true });
      return toText(runs) === text.trim();
    }),
  );

/**
 * Renders a reply for one channel. Pure: the same content and values give the same text. Throws `BadWording`. A text
 * that does not fit is shortened, and at last replaced by a notice with the link of its secure page.
 */
export function render(content: TemplateContent, options: RenderOptions): Rendering {
  const { levels } = renderingRule(options.name);
  for (const level of options.onlyNotice ? [] : levels) {
    const rendering = renderLevel(content, level, options);
    if (rendering.fits && hasAllMandatory(content, rendering)) return rendering;
  }
  return renderLevel(content, 'notice', options);
}

/** A short text that leaves out a mandatory block is too short. */
export const hasAllMandatory = ({ blocks }: TemplateContent, { level }: Pick<Rendering, 'level'>): boolean =>
  level !== 'short' || blocks.every(({ mandatory, short }) => !mandatory || short !== '');

/** The same at one level, whether it fits there or not. */
export function renderLevel(content: TemplateContent, level: RenderingLevel, options: RenderOptions): Rendering {
  const { name, language, values, madeUp } = options;
  const { html, subject, gap } = renderingRule(name);
  const write = (source: string, how: Style) => wording(source)[madeUp ? 'writeMadeUp' : 'write'](values, how);
  // Room is scarce in what is asked for short; a full text that lands in a small place keeps its long dates.
  const placeholders = ownPlaceholders(content, language);
  const style: Style = { language, short: level !== 'full', placeholders };
  const blocks = wordings(content, level, options)
    .map(({ source, ...block }) => {
      const runs = write(source, style);
      return { ...block, runs, ...(madeUp ? shownMadeUp(runs, name) : shown(runs, name)) };
    })
    .filter(({ text }) => text !== '');
  const subjectRuns =
    subject && content.subject ? write(content.subject, { language, short: false, placeholders }) : [];
  const text = blocks.map((block) => block.text).join(gap);
  const missing = [...blocks.flatMap(({ runs }) => runs), ...subjectRuns].filter((run) => run.missing);
  return {
    name,
    level,
    subject: subject ? toText(subjectRuns, { gap: ' ' }).replace(/\s+/g, ' ') : null,
    blocks,
    text,
    html: html ? blocks.map((block) => block.html).join('') : null,
    unresolved: [...new Set(missing.map(({ variable }) => variable as VariableName))],
    characters: text.length,
    fits: fits(text, name),
  };
}

/** Only fields can share a label; all other texts, of which a check renders the same again and again, are spared the work. */
const ownPlaceholders = (content: TemplateContent, language: Language): Style['placeholders'] => {
  const { names } = variablesOf(content);
  return names.some(isFieldVariable) ? placeholdersOf(names, language) : undefined;
};

interface Shown {
  text: string;
  html: string;
}

function shown(runs: readonly Run[], name: RenderingName): Shown {
  const { html, strong, gap } = renderingRule(name);
  return { text: toText(runs, { strong, gap }), html: html ? toHtml(runs) : '' };
}

/**
 * The first words of a full text in one line, as a mail has them, but for its greeting, which is the same in all texts. No more of it is
 * rendered than it takes.
 */
export function firstWordsOf(content: TemplateContent, options: Omit<RenderOptions, 'name'>, most: number): string {
  const { language, values } = options;
  const style: Style = { language, short: false, placeholders: ownPlaceholders(content, language) };
  const { strong, gap } = renderingRule('email');
  let words = '';
  for (const { kind, source } of wordings(content, 'full', { ...options, name: 'email' })) {
    if (kind === 'greeting') continue;
    const text = toText(wording(source).write(values, style), { strong, gap });
    if (text !== '') words += `${words === '' ? '' : ' '}${text.replace(/\s+/g, ' ')}`;
    if (words.length >= most) break;
  }
  return words.slice(0, most);
}

/** How runs that were made up are shown, by the name of the rendering: a check renders the same again and again. */
const known = new WeakMap<readonly Run[], Map<RenderingName, Shown>>();

function shownMadeUp(runs: readonly Run[], name: RenderingName): Shown {
  const all = known.get(runs) ?? new Map<RenderingName, Shown>();
  const one = all.get(name) ?? shown(runs, name);
  known.set(runs, all.set(name, one));
  return one;
}

function wordings(
  content: TemplateContent,
  level: RenderingLevel,
  { language, sourceLanguage, values }: RenderOptions,
) {
  if (level === 'notice')
    return [{ block: 0, kind: 'next' as const, source: (values['organisation'] ? NOTICE : BARE_NOTICE)[language] }];
  const said = content.blocks.map(({ kind, full, short }, block) => ({
    block,
    kind,
    source: level === 'short' ? (short ?? full) : full,
  }));
  return language === sourceLanguage
    ? said
    : [...said, { block: said.length, kind: 'signature' as const, source: COURTESY[level][language] }];
}

function fits(text: string, name: RenderingName): boolean {
  const { most } = renderingRule(name);
  if (most === null) return true;
  return 'parts' in most ? smsSegments(text).segments <= most.parts : text.length <= most.characters;
}

/** The values for the placeholders of the message that WhatsApp has approved, in their order; empty where one is unknown. */
export const providerTemplateValues = (
  { whatsapp }: TemplateContent,
  values: Readonly<Record<string, string>>,
  language: Language,
): string[] =>
  (whatsapp?.values ?? []).map((source) => {
    const runs = wording(source).write(values, { language, short: true });
    return runs.some(({ missing }) => missing) ? '' : toText(runs, { gap: ' ' }).replace(/\s+/g, ' ');
  });

/** Every variable of a content, in the order of its text; a fault in any wording throws. */
export function variablesOf(content: TemplateContent): { names: VariableName[]; optional: Set<VariableName> } {
  const read = sourcesOf(content).map(({ source }) => wording(source));
  return {
    names: [...new Set(read.flatMap(({ names }) => names))],
    optional: new Set(read.flatMap(({ optional }) => [...optional])),
  };
}

/** Every wording of a content, and where it stands. */
export const sourcesOf = (content: TemplateContent) => [
  { source: content.subject, block: null, wording: 'subject' as const },
  ...content.blocks.flatMap(({ full, short }, block) => [
    { source: full, block, wording: 'full' as const },
    ...(short === null ? [] : [{ source: short, block, wording: 'short' as const }]),
  ]),
  ...(content.whatsapp?.values ?? []).map((source) => ({ source, block: null, wording: 'whatsapp' as const })),
];

export const renderingNames = RenderingName.options;
