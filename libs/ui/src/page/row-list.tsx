import type { ReactNode } from 'react';
import classes from './row-list.module.css';

/** A list of things with a name, a line below it and actions at the end. */
export const RowList = ({ children }: { children: ReactNode }) => <ul className={classes.rows}>{children}</ul>;

/**
 * One row of a `RowList`. A link in it with `data-whole-row`, or a `RowOpener`, covers the whole row; links and buttons stay above it,
 * and what else is to has `data-above-row`.
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

/** The name of what a row is about, where a press on the row opens it in a window; without `onOpen` it only shows. */
export const RowOpener = ({ onOpen, children }: { onOpen: (() => void) | undefined; children: ReactNode }) =>
  onOpen ? (
    <button type="button" className={classes.opener} data-whole-row onClick={onOpen}>
      <bdi>{children}</bdi>
    </button>
  ) : (
    <bdi>{children}</bdi>
  );

/** The second line of a row. */
export const RowDetail = ({ children }: { children: ReactNode }) => <div className={classes.sub}>{children}</div>;
