import type { RenderTemplate } from '@guichet/contracts';
import {
  editsOf,
  htmlOfEdited,
  keepEdits,
  restorePassages,
  type KeptEdits,
  type Merged,
} from '../usage/agent-edits.js';
import { mergeRendering } from '../usage/merge-rendering.js';
import { placeholdersOf } from '../variables/placeholders-for-missing-values.js';
import { variable } from '../variables/template-variables.js';
import { renderFor, valuesFor, type RenderContext } from './render-context.js';
import { variablesOf, type Rendering } from './render.js';
import { renderingRule } from './rendering-rules.js';
import { spansOf } from './runs-to-text-and-html.js';
import { Value } from './template-values-and-filters.js';
import type { Run } from './value-marks.js';

/** The text in the composer, the rendering that takes its place, and the values that it is rendered with. */
export interface Recomposition {
  before: RenderContext;
  edited: NonNullable<RenderTemplate['edited']>;
  now: RenderContext;
  after: Rendering;
  newValues: Readonly<Record<string, string>>;
}

/**
 * The text in the composer after another channel, language or value was chosen: rendered again, except for what the agent has
 * changed. In the same wording, new values also stand in the agent's own sentences.
 */
export function recompose(change: Recomposition): { text: string; html: string | null } {
  const { before, edited, now, after } = change;
  const { channelKind, values, text, restoring } = edited;
  const base = renderFor(before, channelKind, valuesFor(before.version.content, before.caseContext, values));
  if (base.level === 'notice' || after.level === 'notice') {
    // A notice has none of the blocks: only an unchanged text can become one, or come from one.
    if (editsOf(base.blocks, text).verbatim) return { text: after.text, html: after.html };
  }
  const fill = filling(change, base);
  const { gap, html } = renderingRule(after.name);
  const isSpacedAlike = renderingRule(base.name).gap === gap;
  const isSameWording = before.version.id === now.version.id && base.name === after.name && base.level === after.level;
  const followed = isSameWording
    ? mergeRendering({ base: spansOfBlocks(base), text, after: spansOfBlocks(after) })
    : undefined;
  const anew = restoring === undefined ? undefined : blocksThatSay(after, restoring);
  const merged =
    followed === undefined
      ? keepEdits({ base: base.blocks, text, after: after.blocks, gap, isSpacedAlike, fill, anew })
      : inSameWording(after, { text: fill(followed), gap, anew });
  return { text: merged.text, html: html ? merged.html : null };
}

/** Puts new values into the placeholders that stand in words of the agent. */
function filling({ before: { version }, after, newValues }: Recomposition, base: Rendering) {
  const { language, content } = version;
  const placeholders = placeholdersOf(variablesOf(content).names, language);
  const style = { language, short: after.level !== 'full' };
  return (words: string) =>
    base.unresolved.reduce((filled, name) => {
      const value = newValues[name];
      const { type } = variable(name);
      return value
        ? filled.replaceAll(`[${placeholders[name]}]`, new Value({ variable: name, type, raw: value, style }).text)
        : filled;
    }, words);
}

/** The stretches of the whole text of a rendering. */
export function* spansOfBlocks({ blocks, name }: Pick<Rendering, 'blocks' | 'name'>): Iterable<Run> {
  const { gap, strong } = renderingRule(name);
  for (const [n, { runs }] of blocks.entries()) {
    if (n > 0) yield { text: gap, variable: null };
    yield* spansOf(runs, { strong, gap });
  }
}

/** The blocks that say a variable. */
const blocksThatSay = ({ blocks }: Rendering, name: string): ReadonlySet<number> =>
  new Set(blocks.filter(({ runs }) => runs.some((run) => run.variable === name)).map(({ block }) => block));

/** A text of this wording; the passages of some blocks are the template's again. */
function inSameWording({ blocks }: Rendering, { text, gap, anew }: Pick<KeptEdits, 'text' | 'gap' | 'anew'>): Merged {
  const restored = anew ? restorePassages({ base: blocks, text, gap, anew }) : text;
  return { text: restored, html: htmlOfEdited(blocks, restored) };
}
