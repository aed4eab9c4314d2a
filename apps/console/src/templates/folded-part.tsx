import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './content-editor.module.css';

/** Folded, it says what is in it. */
export function FoldedPart({ title, told, children }: { title: string; told: string; children: ReactNode }) {
  return (
    <details className={classes.part}>
      <summary>
        <IconChevronRight size={16} stroke={1.5} aria-hidden />
        {title}
        <bdi className={classes.told}>{told}</bdi>
      </summary>
      <div className={classes.partBody}>{children}</div>
    </details>
  );
}
