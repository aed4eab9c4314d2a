import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './filter-chips.module.css';

/** Something by which a list is narrowed. */
export interface FilterChip {
  key: string;
  /** What it narrows: the status, the team. */
  facet: string;
  label: string;
  /** The sign of the value before its name, such as that of a channel. */
  mark?: ReactNode;
  /** There is no such thing: nothing can be found by it. */
  unknown?: string;
  removeLabel: string;
  onRemove: () => void;
}

/** What narrows a list, each with a button that removes it; nothing where nothing does. */
export function FilterChips({ label, chips }: { label: string; chips: readonly FilterChip[] }) {
  if (chips.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={label}>
      {chips.map(({ key, facet, label: value, mark, unknown, removeLabel, onRemove }) => (
        <li key={key} className={classes.chip} data-unknown={unknown ? '' : undefined}>
          <span>
            <em>{facet}</em> {mark}
            {value}
            {unknown && ` — ${unknown}`}
          </span>
          <CloseButton size={24} iconSize={12} aria-label={removeLabel} onClick={onRemove} />
        </li>
      ))}
    </ul>
  );
}
