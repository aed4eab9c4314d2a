import { BlockKind, type TemplateBlock, type TemplateContent } from '@guichet/contracts';

/** A block while it is edited. Its key keeps caret and fold when it is moved. */
export interface EditableBlock extends TemplateBlock {
  key: string;
}
export interface EditableContent extends Omit<TemplateContent, 'blocks'> {
  blocks: EditableBlock[];
}

export const blockKinds = BlockKind.options;
export const mostBlocks = 20;

export const toEditable = (content: TemplateContent): EditableContent => ({
  ...content,
  blocks: content.blocks.map((block) => ({ ...block, key: crypto.randomUUID() })),
});

/** Returns the content as it is saved. A WhatsApp part without a name is left out. */
export const toTemplateContent = ({ blocks, whatsapp, ...rest }: EditableContent): TemplateContent => ({
  ...rest,
  blocks: blocks.map(({ key: _, ...block }) => withoutNeedless(block)),
  whatsapp:
    whatsapp && whatsapp.name.trim() !== '' && whatsapp.language.trim().length >= 2
      ? { ...whatsapp, name: whatsapp.name.trim(), language: whatsapp.language.trim() }
      : null,
});

/** What the short wording says again may no longer be left out: whoever takes it out later is asked anew. */
function withoutNeedless<Block extends TemplateBlock>(block: Block): Block {
  const said = variablesIn(block.short ?? '');
  if (!block.mayLeaveOut?.some((name) => said.has(name))) return block;
  return { ...block, mayLeaveOut: block.mayLeaveOut.filter((name) => !said.has(name)) };
}

/** Returns the first block kind that is missing, in the usual order of blocks. */
const nextKind = (blocks: readonly EditableBlock[]): BlockKind => {
  const last = blockKinds.indexOf(blocks.at(-1)?.kind ?? 'greeting');
  return (
    blockKinds.slice(last + 1).find((kind) => !blocks.some((block) => block.kind === kind)) ??
    blockKinds.find((kind) => !blocks.some((block) => block.kind === kind)) ??
    'facts'
  );
};

/** Returns the source block that a block translates: the one of its kind with the same index among them. */
export function sourceOf(
  blocks: readonly TemplateBlock[],
  index: number,
  source: readonly TemplateBlock[],
): TemplateBlock | undefined {
  const { kind } = blocks[index]!;
  const before = blocks.slice(0, index).filter((block) => block.kind === kind).length;
  return source.filter((block) => block.kind === kind)[before];
}

export const addBlock = (blocks: readonly EditableBlock[]): EditableBlock[] => [
  ...blocks,
  { key: crypto.randomUUID(), kind: nextKind(blocks), full: '', short: null, mandatory: false },
];

export const changeBlock = (blocks: readonly EditableBlock[], index: number, change: Partial<TemplateBlock>) =>
  blocks.map((block, at) => (at === index ? { ...block, ...change } : block));

export const moveBlock = (blocks: readonly EditableBlock[], index: number, by: 1 | -1): EditableBlock[] => {
  const next = blocks.filter((_, at) => at !== index);
  next.splice(index + by, 0, blocks[index]!);
  return next;
};

const VARIABLE = /\{\{-?\s*(\w+)/g;
const variablesIn = (wording: string) => new Set([...wording.matchAll(VARIABLE)].map(([, name]) => name!));

/** Returns the variables of a full wording that its short wording, which says something, does not say. */
export function leftOutVariables({ full, short }: Pick<TemplateBlock, 'full' | 'short'>): string[] {
  if (short === null || short.trim() === '') return [];
  const said = variablesIn(short);
  return [...variablesIn(full)].filter((name) => !said.has(name));
}
