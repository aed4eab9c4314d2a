import type { AgentState } from '@guichet/contracts';
import classes from './presence-mark.module.css';

/** How an agent is, as a dot and a word: each state has a shape of its own. `iconOnly` keeps the word for the title. */
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
    <span className={classes.mark} title={iconOnly ? label : undefined}>
      <span className={classes.dot} data-state={state} aria-hidden />
      {!iconOnly && label}
    </span>
  );
}
