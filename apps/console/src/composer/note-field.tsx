import type { Agent } from '@guichet/contracts';
import { PersonMark } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../api/queries.js';
import classes from './note-field.module.css';

/** Which agents a note calls by "@Name". */
export const mentionsIn = (text: string, agents: readonly Agent[]) =>
  agents.filter((agent) => agent.active && text.includes(`@${agent.name}`)).map(({ id }) => id);

/** A note: plain words, and `@` to call a colleague. */
export function NoteField({
  value,
  caret,
  onChange,
}: {
  value: string;
  caret: boolean;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { data: agents = [] } = useQuery(agentsQuery);
  const [asked, setAsked] = useState<{ from: number; text: string }>();
  const [index, setIndex] = useState(0);

  const found = useMemo(() => {
    if (!asked) return [];
    const wanted = asked.text.toLowerCase();
    return agents.filter((agent) => agent.active && agent.name.toLowerCase().includes(wanted)).slice(0, 6);
  }, [agents, asked]);
  const at = Math.min(index, Math.max(0, found.length - 1));

  const look = (element: HTMLTextAreaElement) => {
    const before = element.value.slice(0, element.selectionStart);
    const match = /(?:^|\s)@([\p{L}\p{M}'’. -]{0,30})$/u.exec(before);
    setAsked(match ? { from: before.length - match[1]!.length - 1, text: match[1]! } : undefined);
    setIndex(0);
  };
  const take = (agent: Agent) => {
    const element = field.current!;
    const next = `${value.slice(0, asked!.from)}@${agent.name} ${value.slice(element.selectionStart)}`;
    const caret = asked!.from + agent.name.length + 2;
    setAsked(undefined);
    onChange(next);
    requestAnimationFrame(() => element.setSelectionRange(caret, caret));
  };

  return (
    <div className={classes.place}>
      <textarea
        ref={field}
        className={classes.field}
        aria-label={t('composer.note')}
        aria-autocomplete="list"
        aria-controls={found.length ? `${id}-list` : undefined}
        aria-activedescendant={found.length ? `${id}-${at}` : undefined}
        placeholder={t('composer.notePlaceholder')}
        dir="auto"
        autoFocus={caret}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look(event.currentTarget);
        }}
        onBlur={() => setAsked(undefined)}
        onKeyDown={(event) => {
          if (found.length === 0 || event.ctrlKey || event.metaKey) return;
          if (event.key === 'ArrowDown') setIndex((at + 1) % found.length);
          else if (event.key === 'ArrowUp') setIndex((at - 1 + found.length) % found.length);
          else if (event.key === 'Enter' || event.key === 'Tab') take(found[at]!);
          else if (event.key === 'Escape') setAsked(undefined);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {found.length > 0 && (
        <ul id={`${id}-list`} className={classes.list} role="listbox" aria-label={t('composer.mention')}>
          {found.map((agent, position) => (
            <li
              key={agent.id}
              id={`${id}-${position}`}
              role="option"
              aria-selected={position === at}
              onPointerDown={(event) => {
                event.preventDefault();
                take(agent);
              }}
            >
              <PersonMark name={agent.name} size={20} />
              {agent.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
