import type { ReactNode } from 'react';
import classes from './strip-below-reply.module.css';

/** A line below a reply that says what becomes of it when it is sent. */
export function StripBelowReply({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={classes.strip} aria-label={label}>
      {children}
    </section>
  );
}

/** What a strip is about. */
export function StripLabel({ icon, children }: { icon: ReactNode; children: string }) {
  return (
    <span className={classes.label}>
      {icon}
      {children}
    </span>
  );
}
