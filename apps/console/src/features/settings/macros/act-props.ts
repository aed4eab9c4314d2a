import type { MacroAct, MacroTarget } from '@guichet/contracts';

/** An act of a macro that is written. */
export interface ActProps {
  act: MacroAct;
  /** What it named when the macro was saved; undefined: it is new. */
  target: MacroTarget | undefined;
  /** Something is still to be chosen. */
  wrong: boolean;
  autoFocus: boolean;
  onChange: (next: MacroAct) => void;
}
