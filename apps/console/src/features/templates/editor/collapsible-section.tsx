import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './content-editor.module.css';

/** A collapsible part of the editor, with a summary of its content. */
export function CollapsibleSection({
  title,
  summary,
  children,
}: {
  title: string;
  summary: string;
  children: ReactNode;
}) {
  return (
    <details className={classes.part}>
      <summary>
        <IconChevronRight size={16} stroke={1.5} aria-hidden />
        {title}
        <bdi className={classes.summary}>{summary}</bdi>
      </summary>
      <div className={classes.partBody}>{children}</div>
    </details>
  );
}
