import type { Language, SharedBlock, TemplateSummary } from '@guichet/contracts';
import { createContext, use } from 'react';

/** What the chips of all wordings of one text share. */
export interface ChipContext {
  /** The language of the version, in which the examples of variables are. */
  language: Language;
  /** Whether the author has asked for the code. */
  isCode: boolean;
  /** How the example of a variable reads in its format, by the source of the chip. */
  examples: ReadonlyMap<string, string>;
  /** The shared blocks that can be included; undefined until they are known. */
  blocks: readonly SharedBlock[] | undefined;
  /** Those of which a text that is only read says the titles, in use or not. */
  everyBlock?: readonly Pick<TemplateSummary, 'id' | 'key' | 'title'>[] | undefined;
  /** Whether the text is one itself, which includes no other. */
  isBlock: boolean;
}

export const ChipContextProvider = createContext<ChipContext>({
  ...{ language: 'fr', isCode: false, examples: new Map() },
  ...{ blocks: undefined, isBlock: false },
});

/** Returns what the chips of the text share. */
export const useChipContext = (): ChipContext => use(ChipContextProvider);
