import { firstMatching, type SearchedOption } from '@guichet/ui';
import { useState, type FocusEvent, type FormEvent, type KeyboardEvent } from 'react';
import { doubtAboutTyped } from './doubt-about-typed.js';

interface Field {
  choices: Parameters<typeof firstMatching>[0];
  chosen: string | null;
  choose: (value: string | null) => void;
  /** Whether nothing may be chosen: a field that was emptied is so. */
  isOptional?: boolean;
}

/** Whether another option than the first one is marked. */
const isMoved = (input: HTMLInputElement) => input.dataset['moved'] !== undefined;

const isSending = ({ key, ctrlKey, metaKey }: KeyboardEvent) => key === 'Enter' && (ctrlKey || metaKey);

/**
 * Has a field choose what its list marks, where another name was typed over what is chosen, and the field is left before it was chosen there.
 * Where what was typed finds nothing, or nobody knows which option is meant, the field keeps the text, which the list itself would forget, and
 * what was chosen before does not pass for it: `doubt` says why. Control+Enter chooses as leaving the field does, and sends the form.
 */
export function useTypedChoice({ choices, chosen, choose, isOptional = false }: Field) {
  const [typed, setTyped] = useState<string>();
  const [isLeft, setLeft] = useState(false);
  const all = choices.flatMap((one): SearchedOption[] => ('group' in one ? one.items : [one]));
  const nameOfChosen = all.find(({ value }) => value === chosen)?.label ?? '';
  const found = typed === undefined ? undefined : firstMatching(choices, typed);
  const end = () => {
    setTyped(undefined);
    setLeft(false);
  };
  const take = (value: string | null) => {
    end();
    choose(value);
  };
  /** Returns whether it is clear what is chosen. */
  const settle = (): boolean => {
    if (typed === undefined) return true;
    if (!found && !(isOptional && typed.trim() === '')) return false;
    take(found?.value ?? null);
    return true;
  };
  return {
    doubt: doubtAboutTyped({ typed, isLeft, isFound: found !== undefined, isOptional }),
    field: {
      value: chosen,
      searchValue: typed ?? nameOfChosen,
      onChange: take,
      // What is chosen already was chosen once more.
      onOptionSubmit: end,
      onInput: ({ currentTarget: { value } }: FormEvent<HTMLInputElement>) => {
        setLeft(false);
        setTyped(value === nameOfChosen ? undefined : value);
      },
      // What is typed next is another name.
      onFocus: ({ currentTarget }: FocusEvent<HTMLInputElement>) => currentTarget.select(),
      onBlur: ({ currentTarget }: FocusEvent<HTMLInputElement>) => {
        // An empty field is no mark of the list: what it showed before would be chosen still, unseen.
        const isEmptied = isOptional && typed?.trim() === '';
        if ((isMoved(currentTarget) && !isEmptied) || !settle()) setLeft(true);
      },
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
        // Before the focus goes on: what is chosen may open the next field for it.
        if (event.key === 'Tab' && !isMoved(event.currentTarget)) settle();
        if (!isSending(event)) return;
        event.stopPropagation();
        const { form } = event.currentTarget;
        // The list takes what is marked there, where it is still open. The form knows of it once this key has chosen it.
        if (isMoved(event.currentTarget) || settle()) setTimeout(() => form?.requestSubmit());
      },
    },
  };
}
