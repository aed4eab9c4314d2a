import type {
  LegalAct,
  MandatoryMention,
  MentionPlace,
  RenderingLevel,
  TemplateContent,
  TemplateFinding,
} from '@guichet/contracts';
import { distinctValues } from '../meaning/distinct-test-values.js';
import { hasAllMandatory, renderLevel, variablesOf, type Languages, type RenderedBlock } from '../rendering/render.js';
import { seeds } from '../seed/index.js';
import type { VariableName } from '../variables/template-variables.js';
import { mention, mentionsOf, type Mention, type MentionName } from './mandatory-mentions.js';

/** What a text is in law: what its author says, else what the shipped template with this key is. */
export const actOf = ({ legal }: Pick<TemplateContent, 'legal'>, key: string | null): LegalAct | null =>
  legal?.act ?? seeds.find((seed) => seed.key === key)?.act ?? null;

/**
 * Returns what the law asks of such a text, and where each wording says it: in any case, whatever variables stay empty. A text of which
 * nobody has said what it is in law gets none.
 */
export function findMentions(content: TemplateContent, act: LegalAct | null, languages: Languages): MandatoryMention[] {
  if (act === null) return [];
  const { names, optional } = variablesOf(content);
  const filled = distinctValues([...new Set<VariableName>([...names, 'reply_link'])]);
  const empty = { ...filled, ...Object.fromEntries([...optional].map((name) => [name, ''])) };
  const blocks = (level: RenderingLevel, values: Record<string, string>) =>
    renderLevel(content, level, { ...languages, name: 'page', values, madeUp: true }).blocks;
  const placeIn = (level: 'full' | 'short', wanted: Mention): MentionPlace => {
    // A short text that leaves out what must be said is not sent: a notice with the link of the page is.
    if (!hasAllMandatory(content, { level })) return { how: 'page', block: null };
    const cases = [filled, empty].map((values) => ({ ...values, ...givenTo(wanted, values) }));
    const places = cases.map((values) => placeAmong(blocks(level, values), wanted, languages));
    const missing = places.find(({ how }) => how === 'missing');
    if (!missing) return places[0]!;
    return level === 'short' ? briefly(wanted, blocks('short', empty)) : missing;
  };
  return mentionsOf(act).map((name) => {
    const wanted = mention(name);
    return { name, article: wanted.article, full: placeIn('full', wanted), short: placeIn('short', wanted) };
  });
}

/** The values of the case in which something is due. A value that must be there is the distinct one, where it has one. */
const givenTo = ({ given = {} }: Mention, values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === '' ? '' : values[name] || value]));

const FOUND_FIRST = ['variable', 'wording'] as const;

function placeAmong(
  blocks: readonly RenderedBlock[],
  { variables = [], words, kind, variablesAnywhere }: Mention,
  { language }: Languages,
): MentionPlace {
  const counts = (block: RenderedBlock) => kind === undefined || block.kind === kind;
  const says = {
    variable: (block: RenderedBlock) =>
      (variablesAnywhere || counts(block)) &&
      block.runs.some(({ variable }) => variable !== null && (variables as readonly string[]).includes(variable)),
    wording: (block: RenderedBlock) =>
      counts(block) && (words?.[language].test(block.text.toLowerCase().replaceAll('’', "'")) ?? false),
  };
  for (const how of FOUND_FIRST) {
    const found = blocks.find(says[how]);
    if (found) return { how, block: found.block };
  }
  return { how: 'missing', block: null };
}

function briefly({ brief }: Mention, blocks: readonly RenderedBlock[]): MentionPlace {
  if (brief === 'reply') return { how: 'reply', block: null };
  const link = blocks.find(({ runs }) => runs.some(({ variable }) => variable === 'reply_link'));
  return brief === 'page' && link ? { how: 'page', block: link.block } : { how: 'missing', block: null };
}

type Blocks = Pick<TemplateContent, 'blocks'>;

/** A warning for each mention that a wording lacks, with the block that would say it. Whoever approves it all the same says so by its key. */
export const missingMentions = (mentions: readonly MandatoryMention[], content: Blocks): TemplateFinding[] =>
  mentions.flatMap(({ name, article, full, short }) => {
    if (full.how !== 'missing' && short.how !== 'missing') return [];
    const wordings = full.how !== 'missing' ? 'short' : short.how !== 'missing' ? 'full' : 'both';
    const variables = mention(name as MentionName).variables ?? [];
    return [
      {
        ...{ severity: 'warning', code: 'mention-missing', key: `mention-${name}-${wordings}` },
        where: placeOf({ name, full, short }, content),
        data: { variables, name, article, wordings },
      },
    ];
  });

/**
 * The wording to mend: in the block where the other wording says it, else in the first block of the kind in which alone it counts; null
 * where it may stand anywhere.
 */
function placeOf(
  { name, full, short }: Pick<MandatoryMention, 'name' | 'full' | 'short'>,
  { blocks }: Blocks,
): TemplateFinding['where'] {
  const { kind } = mention(name as MentionName);
  const ofKind = kind === undefined ? -1 : blocks.findIndex((block) => block.kind === kind);
  const block = full.block ?? short.block ?? (ofKind === -1 ? null : ofKind);
  if (block === null) return null;
  // A block without a short wording of its own says in short what it says in full.
  const isShort = full.how !== 'missing' && blocks[block]?.short !== null;
  return { block, wording: isShort ? 'short' : 'full' };
}
