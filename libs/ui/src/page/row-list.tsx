import type { ReactNode } from 'react';
import classes from './row-list.module.css';

/** A list of things with a name, a line below it and actions at the end. */
export const RowList = ({ children }: { children: ReactNode }) => <ul className={classes.rows}>{children}</ul>;

/**
 * One row of a `RowList`. A link in it with `data-whole-row` covers the whole row; a button that is to stay on top of it
 * has `data-above-row`.
 */
export const Row = ({ off = false, children }: { off?: boolean; children: ReactNode }) => (
  <li className={classes.row} data-off={off || undefined}>
    {children}
  </li>
);

/** The part of a row that takes the room which its actions leave. */
export const RowMain = ({ children }: { children: ReactNode }) => <div className={classes.main}>{children}</div>;

/** The name of what a row is about, with its badges. */
export const RowName = ({ children }: { children: ReactNode }) => <div className={classes.name}>{children}</div>;

/** The second line of a row. */
export const RowDetail = ({ children }: { children: ReactNode }) => <div className={classes.sub}>{children}</div>;
