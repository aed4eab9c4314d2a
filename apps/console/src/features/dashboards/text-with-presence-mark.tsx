import type { AgentState } from '@guichet/contracts';
import type { ReactNode } from 'react';
import { PresenceMark } from '../../shared/layout/presence-mark.js';
import classes from './text-with-presence-mark.module.css';

/** Text about the presence of agents, behind the shape of their state. */
export function TextWithPresenceMark({ state, children }: { state: AgentState; children: ReactNode }) {
  return (
    <span className={classes.state}>
      <PresenceMark iconOnly state={state} label="" />
      {children}
    </span>
  );
}
