import type { RenderingName, TemplateContent, TemplateFinding } from '@guichet/contracts';

/** Where a finding leads: to the wording that can correct it, else to the rendering that shows it. */
export type FindingTarget = { where: NonNullable<TemplateFinding['where']> } | { rendering: RenderingName } | undefined;

const texts = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/**
 * Returns the place of a finding. The server names the wording where it can, but not for facts that differ: then it is
 * the block whose full text contains a fact that another wording leaves out, or whose wording contains a fact that the
 * full text does not.
 */
export function findingTarget(
  { where, code, data }: TemplateFinding,
  { blocks }: Pick<TemplateContent, 'blocks'>,
): FindingTarget {
  if (where) return { where };
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
