import { Popover } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './chip-field.module.css';
import type { Insertion } from './use-insertions.js';
import type { Place } from './use-place.js';

interface Props {
  id: string;
  /** Where the caret is. */
  place: Place | undefined;
  found: readonly Insertion[];
  active: number;
  onTake: (chosen: Insertion) => void;
}

/** What can be inserted at the caret. The focus stays in the text, and its keys choose. */
export function InsertMenu({ place, ...list }: Props) {
  return (
    <Popover
      opened={place !== undefined}
      position="bottom-start"
      offset={4}
      width="min(380px, calc(100vw - 24px))"
      trapFocus={false}
      returnFocus={false}
      withRoles={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Popover.Target>
        <span className={classes.anchor} style={place} aria-hidden />
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <List {...list} />
      </Popover.Dropdown>
    </Popover>
  );
}

function List({ id, found, active, onTake }: Omit<Props, 'place'>) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // In recent browsers it returns a promise, which is no clean-up.
    void list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul ref={list} id={id} className={classes.menu} role="listbox" aria-label={t('templates.edit.insert')}>
      {found.map((one, position) => (
        <li
          key={one.value}
          id={`${id}-${position}`}
          role="option"
          aria-selected={position === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(one);
          }}
        >
          <bdi className={classes.choice}>{one.label}</bdi>
          <span className={classes.example}>{one.hint}</span>
        </li>
      ))}
    </ul>
  );
}
