import type { ReactNode } from 'react';
import classes from './agent-choice-row-and-note.module.css';

/** An agent in a list from which one is chosen, with what speaks for or against them. */
export const AgentChoice = ({ name, hint, remark }: { name: string; hint: ReactNode; remark: string | undefined }) => (
  <span className={classes.option}>
    <span className={classes.name}>
      <bdi>{name}</bdi>
      {remark && <small>{remark}</small>}
    </span>
    {hint && <small>{hint}</small>}
  </span>
);

/** Says below such a list who is in it, and how to reach the others. */
export const WhoIsOffered = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={id} className={classes.who}>
    {children}
  </p>
);
