import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PressTooltip } from '../../../shared/layout/press-tooltip.js';
import classes from './now-page.module.css';

interface Props {
  label: string;
  /** The explanation of the number, shown on hover and on focus. */
  explained: string;
  value: string;
  note?: ReactNode;
  tone?: 'danger' | 'soon';
  link: LinkProps;
}

/** A key figure that links to the cases it counts. */
export function KeyFigureLink({ label, explained, value, note, tone, link }: Props) {
  return (
    <PressTooltip label={explained}>
      <Link {...link} className={classes.figure} data-tone={tone}>
        <span className={classes.label}>{label}</span>
        <span className={classes.value}>{value}</span>
        <span className={classes.note}>{note}</span>
      </Link>
    </PressTooltip>
  );
}
