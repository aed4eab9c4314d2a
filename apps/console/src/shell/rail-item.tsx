import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './rail.module.css';

/** Glyph and word of what stands in the rail; the word is seen where the rail lies at the bottom. */
export const RailItem = ({ icon: Glyph, label, children }: { icon: Icon; label: string; children?: ReactNode }) => (
  <>
    <Glyph size={21} stroke={1.5} aria-hidden />
    <span className={classes.label}>{label}</span>
    {children}
  </>
);
