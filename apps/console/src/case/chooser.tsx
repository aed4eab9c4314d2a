import { IconCheck } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bare } from '../i18n/bare.js';
import classes from './chooser.module.css';

export interface Choice {
  value: string;
  label: string;
  mark?: ReactNode;
  hint?: ReactNode;
}

interface Props {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (value: string) => void;
  /** Offers what was typed when no choice is called so. */
  onCreate?: (text: string) => void;
  multiple?: boolean;
  /** The choices are those found for the text, by somebody else; otherwise they are filtered here. */
  onText?: (text: string) => void;
  /** The choices are still those for what was typed before. */
  looking?: boolean;
}

/** A short list to pick from by typing, arrows and Enter, or by the pointer. */
export function Chooser({ label, choices, chosen, onChoose, onCreate, multiple, onText, looking = false }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);

  const found = useMemo(() => {
    if (onText) return choices;
    const wanted = bare(text.trim());
    const matching = choices.filter((choice) => bare(choice.label).includes(wanted));
    const starts = (choice: Choice) => (bare(choice.label).startsWith(wanted) ? 0 : 1);
    return wanted ? matching.toSorted((a, b) => starts(a) - starts(b)) : matching;
  }, [choices, text, onText]);
  const creatable =
    onCreate && text.trim() !== '' && !choices.some((choice) => bare(choice.label) === bare(text.trim()));
  const total = found.length + (creatable ? 1 : 0);
  const at = Math.min(index, Math.max(0, total - 1));

  const choose = (position: number) => {
    const choice = found[position];
    if (choice) onChoose(choice.value);
    else if (creatable) onCreate(text.trim());
    if (multiple) setText('');
  };
  // Who is quicker than it is found gets what will be found, not what was before.
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    if (!soon || looking) return;
    setSoon(false);
    choose(0);
  });
  const go = (next: number) => {
    setIndex((next + total) % Math.max(1, total));
    list.current?.children[(next + total) % Math.max(1, total)]?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <div className={classes.chooser}>
      <input
        className={classes.input}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={total ? `${id}-${at}` : undefined}
        placeholder={label}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onText?.(event.currentTarget.value);
          setIndex(0);
          setSoon(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') go(at + 1);
          else if (event.key === 'ArrowUp') go(at - 1);
          else if (event.key === 'Enter' && looking && index === 0) setSoon(true);
          else if (event.key === 'Enter') choose(at);
          else return;
          event.preventDefault();
        }}
      />
      <ul
        ref={list}
        id={`${id}-list`}
        className={classes.list}
        role="listbox"
        aria-label={label}
        aria-busy={looking}
        aria-multiselectable={multiple}
      >
        {found.map((choice, position) => (
          <li
            key={choice.value}
            id={`${id}-${position}`}
            className={classes.choice}
            role="option"
            aria-selected={chosen.includes(choice.value)}
            data-active={position === at || undefined}
            onPointerMove={() => setIndex(position)}
            onClick={() => choose(position)}
          >
            {choice.mark}
            <bdi className={classes.label}>{choice.label}</bdi>
            {choice.hint && <span className={classes.hint}>{choice.hint}</span>}
            {chosen.includes(choice.value) && <IconCheck size={16} stroke={1.75} aria-hidden />}
          </li>
        ))}
        {creatable && (
          <li
            id={`${id}-${found.length}`}
            className={classes.choice}
            role="option"
            aria-selected={false}
            data-active={at === found.length || undefined}
            onPointerMove={() => setIndex(found.length)}
            onClick={() => choose(found.length)}
          >
            {t('choose.create', { text: text.trim() })}
          </li>
        )}
        {total === 0 && (
          <li className={classes.none} role="option" aria-selected={false} aria-disabled>
            {t(onText && text.trim() === '' ? 'choose.type' : looking ? 'looking' : 'choose.none')}
          </li>
        )}
      </ul>
    </div>
  );
}
