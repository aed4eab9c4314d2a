import type { AgentState } from '@guichet/contracts';
import type { ReactNode } from 'react';
import { PresenceMark } from '../../shared/layout/presence-mark.js';
import classes from './presence-state-text.module.css';

/** Text about the presence of agents, behind the shape of their state. */
export function PresenceStateText({ state, children }: { state: AgentState; children: ReactNode }) {
  return (
    <span className={classes.state}>
      <PresenceMark iconOnly state={state} label="" />
      {children}
    </span>
  );
}
