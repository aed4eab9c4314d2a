import type { ReactNode } from 'react';
import classes from './template-tab-frame.module.css';

/** The scrolling content of a tab of the template screen; what says that there is none stands in the middle of the page. */
export function TemplateTabFrame({ isEmpty = false, children }: { isEmpty?: boolean; children: ReactNode }) {
  return (
    <div className={classes.body} data-empty={isEmpty || undefined} data-toasts-float>
      <div>{children}</div>
    </div>
  );
}
