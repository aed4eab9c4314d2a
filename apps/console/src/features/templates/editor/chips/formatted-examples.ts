import type { PreviewTemplate, TemplateBlock, TemplateRendering } from '@guichet/contracts';
import { mostBlocks, type EditableContent } from '../editable-content.js';
import { filterNameOf } from './chip-formats.js';
import { piecesOf } from './wording-pieces.js';

const wordingsOf = ({ subject, blocks, whatsapp }: EditableContent): string[] => [
  subject,
  ...blocks.flatMap(({ full, short }) => [full, short ?? '']),
  ...(whatsapp?.values ?? []),
];

/** Returns the chips of a text that say in which format their value is; no more than can be asked for at once. */
export function formattedChips(text: EditableContent, isVariable: (name: string) => boolean): string[] {
  const chips = wordingsOf(text)
    .flatMap(piecesOf)
    .filter(
      (piece) =>
        piece.kind === 'value' &&
        piece.filters.length > 0 &&
        isVariable(piece.name) &&
        piece.filters.every((call) => filterNameOf(call) !== undefined),
    );
  return [...new Set(chips.map(({ source }) => source))].slice(0, mostBlocks);
}

const block = (full: string): TemplateBlock => ({ kind: 'facts', full, short: null, mandatory: false });

/** Returns what to ask for: a text with one block for each chip, so that each is rendered on its own. */
export const askedExamples = (
  chips: readonly string[],
  language: PreviewTemplate['language'],
): Omit<PreviewTemplate, 'values'> => ({
  language,
  content: {
    subject: '',
    blocks: chips.map(block),
    whatsapp: null,
    attachments: [],
    actions: { assign: null, addTags: [], status: null, snoozeDays: null },
  },
});

/** Returns how each chip reads, from the rendering of what was asked for; nothing where one of them could not be rendered. */
export function readExamples(
  chips: readonly string[],
  renderings: readonly Pick<TemplateRendering, 'name' | 'text'>[],
): Map<string, string> {
  const texts = renderings.find(({ name }) => name === 'page')?.text.split('\n\n') ?? [];
  if (texts.length !== chips.length) return new Map();
  return new Map(chips.map((chip, at) => [chip, texts[at]!.replaceAll(/\n(?:- )?/g, ', ').replace(/^- /, '')]));
}
