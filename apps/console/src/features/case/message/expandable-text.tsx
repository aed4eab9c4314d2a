import { IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import classes from './expandable-text.module.css';

/** A line that opens to show more text, such as the earlier version of a message. */
export function ExpandableText({ label, children }: { label: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.disclosure}>
      <button type="button" className={classes.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={13} stroke={1.75} aria-hidden />
        {label}
      </button>
      {open && <div className={classes.inside}>{children}</div>}
    </div>
  );
}
