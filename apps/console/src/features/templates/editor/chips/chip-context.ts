import type { Language } from '@guichet/contracts';
import { createContext, use } from 'react';

/** What the chips of all wordings of one text share. */
export interface ChipContext {
  /** The language of the version, in which the examples of variables are. */
  language: Language;
  /** Whether the author has asked for the code. */
  isCode: boolean;
  /** How the example of a variable reads in its format, by the source of the chip. */
  examples: ReadonlyMap<string, string>;
}

export const ChipContextProvider = createContext<ChipContext>({ language: 'fr', isCode: false, examples: new Map() });

/** Returns what the chips of the text share. */
export const useChipContext = (): ChipContext => use(ChipContextProvider);
