import { z } from 'zod';
import { Id, Language } from './primitives.js';
import { TemplateVariant, VersionState } from './templates.js';

/** How a wording includes a shared block. */
const INCLUSION = /\{%-?\s*block\s+([\w-]+)\s*-?%\}/g;

/** Writes that a wording includes a shared block. */
export const blockSource = (blockId: string): string => `{% block ${blockId} %}`;

/** The ids of the shared blocks that wordings include, each once, in the order of the text. */
export const includedBlocks = (...wordings: readonly string[]): string[] => [
  ...new Set(wordings.flatMap((wording) => [...wording.matchAll(INCLUSION)].map(([, id = '']) => id))),
];

/** A wording with the text of each block in the place of what includes it. */
export const withBlocks = (wording: string, textOf: (blockId: string) => string): string =>
  wording.replace(INCLUSION, (_, id: string) => textOf(id));

/** A shared block that is approved and valid today, in one language. */
export const SharedBlock = z.object({
  id: Id,
  key: z.string().nullable(),
  title: z.string(),
  /** Its version in use. */
  number: z.number().int(),
  /** Its wording in full, in Liquid. */
  full: z.string(),
});
export type SharedBlock = z.infer<typeof SharedBlock>;
export const SharedBlocksQuery = z.object({ language: Language });

/** The versions, in use or being written, that include a block. */
export const BlockUses = z.object({
  items: z.array(
    z.object({
      templateId: Id,
      key: z.string().nullable(),
      title: z.string(),
      language: Language,
      number: z.number().int(),
      state: VersionState.extract(['draft', 'review', 'approved']),
      lacksBlock: TemplateVariant.shape.lacksBlock,
      /** Whether it keeps the block from being withdrawn: it is in use, lacks no block, and is a team's or everybody's. */
      keepsBlock: z.boolean(),
    }),
  ),
  /** How many templates include it that the agent does not know. */
  hidden: z.number().int(),
  /** How many of these keep it: whoever withdraws it is asked whether that is meant. */
  hiddenKeeping: z.number().int(),
});
export type BlockUses = z.infer<typeof BlockUses>;

/** The ids of the versions of blocks with which a text is made. */
export const BlockVersionIds = z.array(Id).max(100);

/** Which version of a block a reply was made with. */
export const IncludedBlock = z.object({
  templateId: Id,
  versionId: Id,
  key: z.string().nullable(),
  title: z.string(),
  number: z.number().int(),
});
export type IncludedBlock = z.infer<typeof IncludedBlock>;

/** The same of a text that is being written, and whether that version is still in use. */
export const RenderedBlock = IncludedBlock.extend({ state: VersionState });
export type RenderedBlock = z.infer<typeof RenderedBlock>;
