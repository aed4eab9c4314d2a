import type { ReactNode } from 'react';
import classes from './template-tab-body.module.css';

/** The scrolling content of a tab of the template screen. */
export function TemplateTabBody({ children }: { children: ReactNode }) {
  return <div className={classes.body}>{children}</div>;
}
