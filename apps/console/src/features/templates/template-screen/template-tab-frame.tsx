import type { ReactNode } from 'react';
import classes from './template-tab-frame.module.css';

/** The scrolling content of a tab of the template screen. */
export function TemplateTabFrame({ children }: { children: ReactNode }) {
  return (
    <div className={classes.body} data-toasts-float>
      <div>{children}</div>
    </div>
  );
}
