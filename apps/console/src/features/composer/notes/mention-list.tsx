import { PersonMark } from '@guichet/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mentionable } from './mentions.js';
import classes from './note-field.module.css';

interface Props {
  id: string;
  found: readonly Mentionable[];
  active: number;
  onTake: (person: Mentionable) => void;
}

/** The list of colleagues who can be mentioned, each with their team. */
export function MentionList({ id, found, active, onTake }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // In recent browsers it returns a promise, which is no clean-up.
    void list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul ref={list} id={`${id}-list`} className={classes.list} role="listbox" aria-label={t('composer.mention')}>
      {found.map((person, position) => (
        <li
          key={person.id}
          id={`${id}-${position}`}
          role="option"
          aria-selected={position === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(person);
          }}
        >
          <PersonMark name={person.name} size={20} />
          <bdi className={classes.name}>{person.name}</bdi>
          {person.teams && <span className={classes.team}>{person.teams}</span>}
        </li>
      ))}
    </ul>
  );
}
