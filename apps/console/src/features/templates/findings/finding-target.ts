import { comparedPassages } from './compared-sentences-of-findings.js';
import type { RenderingName, TemplateContent, TemplateFinding } from '@guichet/contracts';

/** Where a finding leads: to the wording that can correct it, else to the rendering that shows it. */
export type FindingTarget = { where: NonNullable<TemplateFinding['where']> } | { rendering: RenderingName } | undefined;

const texts = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/**
 * Returns the place of a finding. The server names the wording where it can, but not for facts that differ: then it is
 * the block whose full text contains a fact that another wording leaves out, or whose wording contains a fact that the
 * full text does not. Words that differ lead to the sentence in which they are.
 */
export function findingTarget(finding: TemplateFinding, content: Pick<TemplateContent, 'blocks'>): FindingTarget {
  const { where, code, data } = finding;
  const { blocks } = content;
  if (where) return { where };
  if (code === 'words-differ') return sentenceTarget(finding, content);
  const rendering = data['rendering'] as RenderingName | undefined;
  if (code === 'facts-differ' || code === 'source-differs') {
    const [missing, added] = [texts(data['missing']), texts(data['added'])];
    const includesAny = (wording: string | null, facts: readonly string[]) =>
      facts.some((fact) => wording?.includes(fact));
    const leaving = blocks.findIndex(({ full, short }) => includesAny(full, missing) && short !== null);
    if (leaving !== -1) return { where: { block: leaving, wording: 'short' } };
    const adding = blocks.findIndex(
      ({ full, short }) => includesAny(short, added) || (!rendering && includesAny(full, added)),
    );
    if (adding !== -1) return { where: { block: adding, wording: rendering ? 'short' : 'full' } };
  }
  return rendering && { rendering };
}

function sentenceTarget(finding: TemplateFinding, content: Pick<TemplateContent, 'blocks'>): FindingTarget {
  const { full, other } = comparedPassages([finding], content)[0]!;
  const marked = (sentences: typeof full) => sentences.find(({ marks }) => marks.length > 0)?.block;
  const [short, long] = [marked(other), marked(full)];
  const block = short ?? long;
  if (block == null) return undefined;
  return { where: { block, wording: short != null && content.blocks[block]?.short !== null ? 'short' : 'full' } };
}
