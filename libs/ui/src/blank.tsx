import type { ReactNode } from 'react';
import type { Icon } from '@tabler/icons-react';
import classes from './blank.module.css';

export interface BlankProps {
  icon: Icon;
  title: string;
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  tone?: 'quiet' | 'danger';
}

/** What stands where content would be: nothing here yet, not found, not permitted, failed. */
export function Blank({ icon: Glyph, title, children, action, tone = 'quiet' }: BlankProps) {
  return (
    <div className={classes.blank} data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <Glyph size={32} stroke={1.25} aria-hidden />
      <p className={classes.title}>{title}</p>
      {children && <div className={classes.text}>{children}</div>}
      {action}
    </div>
  );
}
