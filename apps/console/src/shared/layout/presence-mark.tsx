import type { AgentState } from '@guichet/contracts';
import classes from './presence-mark.module.css';

/**
 * The presence of an agent as a dot and a word: each state has its own shape. `iconOnly` shows the word only as a
 * title.
 */
export function PresenceMark({
  state,
  label,
  iconOnly = false,
}: {
  state: AgentState;
  label: string;
  iconOnly?: boolean;
}) {
  return (
    <span className={classes.mark} title={iconOnly && label ? label : undefined}>
      <span className={classes.dot} data-state={state} aria-hidden />
      {!iconOnly && label}
    </span>
  );
}
