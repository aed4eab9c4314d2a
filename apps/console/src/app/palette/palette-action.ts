import type { Icon } from '@tabler/icons-react';

/** Something that can be done, or a place to go to, by the command palette. */
export interface PaletteAction {
  id: string;
  group: string;
  label: string;
  /** By what else it is looked for, between commas: the word on its own screen, and what it is called elsewhere. */
  otherWords?: string;
  icon: Icon;
  keys?: readonly string[];
  /** It is there once: whoever has used it is not offered it again. */
  isPassing?: boolean;
  run: () => void;
}
