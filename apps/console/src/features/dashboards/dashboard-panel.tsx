import type { ReactNode } from 'react';
import classes from './dashboard-panel.module.css';

/** A framed part of a dashboard; `labelledBy` is the id of its title, where it is a section of its own. */
export function DashboardPanel({ labelledBy, children }: { labelledBy?: string; children: ReactNode }) {
  return labelledBy ? (
    <section className={classes.panel} aria-labelledby={labelledBy}>
      {children}
    </section>
  ) : (
    <div className={classes.panel}>{children}</div>
  );
}

/** The title of a panel, with a control at the end of its line. */
export function PanelHead({ children }: { children: ReactNode }) {
  return <div className={classes.head}>{children}</div>;
}

/** What is too wide for a panel scrolls inside it, by keyboard as well. */
export function PanelScroller({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-labelledby={labelledBy}>
      {children}
    </div>
  );
}
