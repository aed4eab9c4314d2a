import type { CaseDetail, RenderTemplate, TemplateChoice } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { templateChoicesQuery } from '../../../shared/api/template-queries.js';
import { awaitField } from '../../../shared/keyboard/shortcut-listener.js';

/** From the last key in the search to the list. Milliseconds. */
const SETTLING = 120;

/** With a template in its place, given up by its key, or left for something else. */
export type PickerEnd = 'chosen' | 'escaped' | 'left';

export interface PickerProps {
  item: CaseDetail;
  /** How a template is asked for, by the route that is chosen now; undefined: there is none yet. */
  bodyOf: ((choice: TemplateChoice) => RenderTemplate) | undefined;
  /** Returns once it stands in the composer; false: it could not be put there. */
  onChoose: (choice: TemplateChoice) => Promise<boolean>;
  /** Ctrl ↵ while a template is on its way. */
  onSendSoon: () => void;
  onClose: (how: PickerEnd) => void;
}

/** The templates that fit what is typed, and the one of them that is active. */
export function useChoiceList(item: CaseDetail, list: RefObject<HTMLUListElement | null>) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), SETTLING);
  const { data, error, isPlaceholderData, refetch } = useQuery(templateChoicesQuery(item.id, q));
  const choices = data ?? [];
  const [index, setIndex] = useState(0);
  const active = Math.min(index, Math.max(0, choices.length - 1));
  const go = (next: number) => {
    const wanted = (next + choices.length) % Math.max(1, choices.length);
    setIndex(wanted);
    list.current?.querySelectorAll('[role="option"]')[wanted]?.scrollIntoView({ block: 'nearest' });
  };
  const search = (typed: string) => {
    setText(typed);
    setIndex(0);
  };
  /** What is listed is what was typed for. */
  const settled = data !== undefined && q === text.trim() && !isPlaceholderData;
  return { text, q, data, error, refetch, choices, active, settled, go, search, point: setIndex };
}

type ChoiceList = ReturnType<typeof useChoiceList>;

/** Chooses a template, also one that was asked for before the list was there. */
export function useChoosing(list: ChoiceList, props: PickerProps, root: RefObject<HTMLElement | null>) {
  const { choices, settled } = list;
  const { bodyOf, onChoose, onClose } = props;
  const [chosen, setChosen] = useState<string>();
  /** Set at once: the next key may come before the paint. */
  const choosing = useRef(false);
  /** Which one was asked for before the list was there, counted from one. */
  const early = useRef<number>(undefined);

  const choose = async (choice: TemplateChoice | undefined) => {
    if (!choice || choosing.current) return;
    choosing.current = true;
    setChosen(choice.id);
    if (!(await onChoose(choice))) {
      choosing.current = false;
      return setChosen(undefined);
    }
    // What is typed before the caret stands in its new place is meant for that.
    if (root.current?.contains(document.activeElement)) awaitField();
    onClose('chosen');
  };
  useEffect(() => {
    if (!settled || !bodyOf || early.current === undefined) return;
    const choice = choices[early.current - 1];
    early.current = undefined;
    void choose(choice);
  });
  return {
    chosen,
    choose: (choice: TemplateChoice) => void choose(choice),
    chooseNth: (wanted: number) => {
      if (settled && bodyOf) void choose(choices[wanted - 1]);
      else early.current = wanted;
    },
    isChoosing: () => choosing.current || early.current !== undefined,
    forgetEarly: () => void (early.current = undefined),
  };
}

/** The keys of the picker: arrows, Enter, digits while nothing is searched for, and sending at once. */
export function pickerKeys(
  list: ChoiceList,
  choosing: ReturnType<typeof useChoosing>,
  { onSendSoon, onClose }: PickerProps,
) {
  return (event: KeyboardEvent) => {
    // What else has the focus has its own keys.
    if (event.key !== 'Escape' && !(event.target instanceof HTMLInputElement)) return;
    const digit = list.text === '' && /^[1-9]$/.test(event.key) ? Number(event.key) : undefined;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (choosing.isChoosing()) onSendSoon();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onClose('escaped');
    } else if (event.key === 'ArrowDown') list.go(list.active + 1);
    else if (event.key === 'ArrowUp') list.go(list.active - 1);
    else if (event.key === 'Enter' || digit) choosing.chooseNth(digit ?? list.active + 1);
    else return;
    event.preventDefault();
  };
}
