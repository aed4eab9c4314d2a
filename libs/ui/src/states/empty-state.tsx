import type { ReactNode } from 'react';
import type { Icon } from '@tabler/icons-react';
import classes from './empty-state.module.css';

export interface EmptyStateProps {
  icon: Icon;
  title: string;
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  tone?: 'quiet' | 'danger';
}

/** What stands where content would be: nothing here yet, not found, not permitted, failed. */
export function EmptyState({ icon: Glyph, title, children, action, tone = 'quiet' }: EmptyStateProps) {
  return (
    <div className={classes.empty} data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <Glyph size={32} stroke={1.25} aria-hidden />
      <p className={classes.title}>{title}</p>
      {children && <div className={classes.text}>{children}</div>}
      {action}
    </div>
  );
}
