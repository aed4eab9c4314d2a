import type { ReactNode } from 'react';
import classes from './agent-choice-row-and-note.module.css';

/** An agent in a list from which one is chosen, with what speaks for or against them. */
export const AgentChoice = ({ name, hint }: { name: string; hint: ReactNode }) => (
  <span className={classes.option}>
    <bdi>{name}</bdi>
    {hint && <small>{hint}</small>}
  </span>
);

/** Says below such a list who is in it, and how to reach the others. */
export const WhoIsOffered = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={id} className={classes.who}>
    {children}
  </p>
);
