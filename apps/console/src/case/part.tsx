import type { ReactNode } from 'react';
import classes from './side-panel.module.css';

/** One titled part of the side panel. */
export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.part}>
    <h2>{title}</h2>
    {children}
  </section>
);
