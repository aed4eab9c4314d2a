import { includedBlocks, withBlocks, type TemplateBlock, type TemplateContent } from '@guichet/contracts';

/** The contents of shared blocks, by their ids. */
export type BlockContents = ReadonlyMap<string, Pick<TemplateContent, 'blocks'>>;

/** The ids of the shared blocks that a content includes, in the order of its text. */
export const blockIdsOf = ({ blocks }: Pick<TemplateContent, 'blocks'>): string[] =>
  includedBlocks(...blocks.flatMap(({ full, short }) => [full, short ?? '']));

const PARAGRAPHS = '\n\n';

const fullOf = (block: Pick<TemplateContent, 'blocks'>): string =>
  block.blocks.map(({ full }) => full).join(PARAGRAPHS);

const shortOf = ({ blocks }: Pick<TemplateContent, 'blocks'>): string =>
  blocks
    .map(({ full, short }) => short ?? full)
    .filter((text) => text.trim() !== '')
    .join('\n');

/** Whether a part that every reply must say has no short wording, so that only the full one says it. */
const isFullOnly = ({ blocks }: Pick<TemplateContent, 'blocks'>): boolean =>
  blocks.some(({ mandatory, short }) => mandatory && short?.trim() === '');

/**
 * Puts the text of shared blocks into a content, so that all that renders, checks and compares it reads what citizens do. A block that
 * is not among `blocks` stays as it is written, which nothing renders. Pure.
 */
export function expandBlocks(content: TemplateContent, blocks: BlockContents): TemplateContent {
  if (blockIdsOf(content).length === 0) return content;
  return { ...content, blocks: content.blocks.map((block) => expandBlock(block, blocks)) };
}

function expandBlock(block: TemplateBlock, blocks: BlockContents): TemplateBlock {
  const included = includedBlocks(block.full, block.short ?? '').flatMap((id) => blocks.get(id) ?? []);
  if (included.length === 0) return block;
  const text = (source: string, write: (one: Pick<TemplateContent, 'blocks'>) => string): string =>
    withBlocks(source, (id) => {
      const found = blocks.get(id);
      return found ? write(found) : `{% block ${id} %}`;
    });
  const [full, written] = [text(block.full, fullOf), text(block.short ?? block.full, shortOf)];
  const short = included.some(isFullOnly) ? '' : written;
  const mandatory = block.mandatory || included.some(({ blocks: parts }) => parts.some((part) => part.mandatory));
  return { ...block, mandatory, full, short: block.short === null && short === full ? null : short };
}
