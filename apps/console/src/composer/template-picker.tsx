import type { CaseDetail, RenderTemplate, TemplateChoice } from '@guichet/contracts';
import { Keys } from '@guichet/ui';
import { Button, CloseButton } from '@mantine/core';
import { useClickOutside, useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { choicesQuery } from '../api/queries.js';
import { useProblemText } from '../i18n/problem-text.js';
import { awaitField, isMac } from '../shell/shortcuts.js';
import { ChoiceRow } from './choice-row.js';
import { TemplatePreview } from './template-preview.js';
import classes from './template-picker.module.css';

interface Props {
  item: CaseDetail;
  /** How a template is asked for, by the way that is chosen now; undefined: there is none yet. */
  bodyOf: ((choice: TemplateChoice) => RenderTemplate) | undefined;
  /** Answers once it stands in the composer; false: it could not be put there. */
  onChoose: (choice: TemplateChoice) => Promise<boolean>;
  /** Ctrl ↵ while a template is on its way. */
  onSendSoon: () => void;
  /** `chosen`: with a template in its place. */
  onClose: (chosen: boolean) => void;
}

/** Every template that may be used in a case, found by its words and chosen by one key. */
export function TemplatePicker({ item, bodyOf, onChoose, onSendSoon, onClose }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const id = useId();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 120);
  const { data, error, isPlaceholderData, refetch } = useQuery(choicesQuery(item.id, q));
  /** What is listed is what was typed for. */
  const settled = data !== undefined && q === text.trim() && !isPlaceholderData;
  const choices = data ?? [];
  const [index, setIndex] = useState(0);
  const at = Math.min(index, Math.max(0, choices.length - 1));
  const [chosen, setChosen] = useState<string>();
  /** Which one was asked for before the list was there, counted from one. */
  const early = useRef<number>(undefined);
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const root = useClickOutside<HTMLDivElement>(() => onClose(false));

  const choose = async (choice: TemplateChoice | undefined) => {
    if (!choice || chosen) return;
    setChosen(choice.id);
    if (!(await onChoose(choice))) return setChosen(undefined);
    // What is typed before the caret stands in its new place is meant for that.
    if (root.current?.contains(document.activeElement)) awaitField();
    onClose(true);
  };
  useEffect(() => {
    if (!settled || !bodyOf || early.current === undefined) return;
    const choice = choices[early.current - 1];
    early.current = undefined;
    void choose(choice);
  });

  const go = (next: number) => {
    const wanted = (next + choices.length) % Math.max(1, choices.length);
    setIndex(wanted);
    list.current?.children[wanted]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // What else has the focus has its own keys.
    if (event.key !== 'Escape' && !(event.target instanceof HTMLInputElement)) return;
    const digit = text === '' && /^[1-9]$/.test(event.key) ? Number(event.key) : undefined;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (chosen || early.current !== undefined) onSendSoon();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onClose(false);
    } else if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Enter' || digit) {
      const wanted = digit ?? at + 1;
      if (settled && bodyOf) void choose(choices[wanted - 1]);
      else early.current = wanted;
    } else return;
    event.preventDefault();
  };

  return (
    <div ref={root} className={classes.picker} role="dialog" aria-label={t('templates.title')} onKeyDown={onKeyDown}>
      <div className={classes.search}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <input
          ref={search}
          role="combobox"
          aria-label={t('templates.search')}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={choices.length ? `${id}-${at}` : undefined}
          placeholder={t('templates.search')}
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setIndex(0);
            early.current = undefined;
          }}
        />
        <CloseButton aria-label={t('close')} onClick={() => onClose(false)} />
      </div>
      <div className={classes.sides}>
        <ul ref={list} id={`${id}-list`} className={classes.list} role="listbox" aria-label={t('templates.list')}>
          {choices.map((choice, position) => (
            <ChoiceRow
              key={choice.id}
              id={`${id}-${position}`}
              choice={choice}
              digit={settled && text === '' ? position + 1 : undefined}
              active={position === at}
              busy={chosen === choice.id}
              onPoint={() => !chosen && setIndex(position)}
              onChoose={() => void choose(choice)}
            />
          ))}
          {data?.length === 0 && (
            <li className={classes.none} role="option" aria-selected={false} aria-disabled>
              {t(q ? 'templates.none' : 'templates.empty')}
            </li>
          )}
        </ul>
        {error && !data && (
          <div className={classes.none} role="alert">
            <p>
              {t('templates.failed')}. {problemText(error)}
            </p>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                void refetch();
                search.current?.focus();
              }}
            >
              {t('retry')}
            </Button>
          </div>
        )}
        {choices[at] && bodyOf && <TemplatePreview choice={choices[at]} body={bodyOf(choices[at])} />}
      </div>
      <p className={classes.foot}>
        <span>
          <Keys keys={['↵']} />
          <span className="g-sr">↵</span> {t('templates.key.insert')}
        </span>
        {text === '' && (
          <span>
            <Keys keys={['1–9']} />
            <span className="g-sr">1–9</span> {t('templates.key.choose')}
          </span>
        )}
        <span>
          {t('templates.key.then')} <Keys keys={[isMac ? '⌘' : 'Ctrl', '↵']} />
          <span className="g-sr">{isMac ? '⌘' : 'Ctrl'} ↵</span> {t('templates.key.sends')}
        </span>
      </p>
    </div>
  );
}
