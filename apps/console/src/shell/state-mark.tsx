import type { AgentState } from '@guichet/contracts';
import classes from './state-mark.module.css';

/** How an agent is, as a dot and a word: each state has a shape of its own. `bare` keeps the word for the title. */
export function StateMark({ state, label, bare = false }: { state: AgentState; label: string; bare?: boolean }) {
  return (
    <span className={classes.mark} title={bare ? label : undefined}>
      <span className={classes.dot} data-state={state} aria-hidden />
      {!bare && label}
    </span>
  );
}
