import type { AgentState } from '@guichet/contracts';
import type { ReactNode } from 'react';
import classes from './presence-state-text.module.css';

/** Text about the presence of agents, behind the shape of their state. */
export function PresenceStateText({ state, children }: { state: AgentState; children: ReactNode }) {
  return (
    <span className={classes.state} data-state={state}>
      {children}
    </span>
  );
}
