import type { ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { createElement, type KeyboardEvent } from 'react';
import { useKitTexts } from '../kit-texts.js';
import { stripDiacritics } from '../text/strip-diacritics.js';

/** Filters the options of a list by what was typed, whatever its accents and capitals. */
export const matchingOptions: OptionsFilter = ({ options, search, limit }) => {
  const wanted = stripDiacritics(search.trim());
  const found: ComboboxParsedItem[] = [];
  let left = limit;
  for (const option of options) {
    if (left <= 0) break;
    if ('group' in option) {
      const items = option.items.filter(({ label }) => stripDiacritics(label).includes(wanted)).slice(0, left);
      left -= items.length;
      if (items.length > 0) found.push({ ...option, items });
    } else if (stripDiacritics(option.label).includes(wanted)) {
      left -= 1;
      found.push(option);
    }
  }
  return found;
};

/** An option of a list that is searched. */
export interface SearchedOption {
  value: string;
  label: string;
}

/** The first option that what was typed finds, which a list marks; undefined: it finds none, or nothing was typed. */
export function firstMatching(
  options: readonly (SearchedOption | { group: string; items: SearchedOption[] })[],
  typed: string,
): SearchedOption | undefined {
  if (typed.trim() === '') return undefined;
  const [first] = matchingOptions({ options: [...options], search: typed, limit: Infinity });
  return first && 'group' in first ? first.items[0] : first;
}

interface ListState {
  /** What is typed in the field. */
  text: string;
  /** How many options the open list shows; undefined when it is closed. */
  options: number | undefined;
  /** An arrow key was pressed since the last letter. */
  movedByArrows: boolean;
  /** What is typed names the option that is chosen: the list shows all of them then. */
  isChosen: boolean;
}

/**
 * Returns who acts on Enter in the field of a list: the list, which takes the highlighted option, or the form around. Where a
 * text matches no option nobody does, as the form would be sent without what was meant. A list always highlights its first
 * option: once a choice or the user has emptied the text, Enter must not take the first of all, nor where the text is what is chosen, which
 * it takes again.
 */
export function enterGoesTo({
  text,
  options,
  movedByArrows,
  isChosen,
}: ListState): 'list' | 'form' | 'nobody' | 'chosen' {
  if (options === undefined) return 'form';
  if (text.trim() === '') return movedByArrows ? 'list' : 'form';
  if (isChosen && !movedByArrows) return 'chosen';
  return options > 0 ? 'list' : 'nobody';
}

/** The options of the open list; undefined when it is closed. */
const optionsShown = (input: HTMLInputElement): HTMLElement[] | undefined =>
  input.getAttribute('aria-expanded') === 'true'
    ? [
        ...(document
          .getElementById(input.getAttribute('aria-controls') ?? '')
          ?.querySelectorAll<HTMLElement>('[data-combobox-option]') ?? []),
      ]
    : undefined;

/** The first words of an option, behind which there may be remarks. */
const nameOf = (option: HTMLElement) => document.createTreeWalker(option, NodeFilter.SHOW_TEXT).nextNode()?.nodeValue;

/** A second Enter within so long after one that has chosen something is the same press, and sends no form. Milliseconds. */
const TWICE = 500;

/** Handles a key before the list itself does. Of several that are chosen, a list would take the one off that is chosen again. */
const beforeKeysOfList = (isOfSeveral: boolean) => (event: KeyboardEvent<HTMLInputElement>) => {
  const input = event.currentTarget;
  const movedByArrows = input.dataset['moved'] !== undefined;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') input.dataset['moved'] = '';
  else if (event.key !== 'Enter' || input.value !== '') delete input.dataset['moved'];
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || input.readOnly) return;
  const options = optionsShown(input);
  const chosen = options?.find((option) => option.ariaSelected === 'true' && nameOf(option) === input.value);
  const isChosen = chosen !== undefined;
  const goesTo = enterGoesTo({ text: input.value, options: options?.length, movedByArrows, isChosen });
  const chosenAt = Number(input.dataset['chosen'] ?? -TWICE);
  if (goesTo === 'list') return void (input.dataset['chosen'] = `${event.timeStamp}`);
  event.stopPropagation();
  if (goesTo === 'form' && !event.repeat && event.timeStamp - chosenAt >= TWICE) return;
  event.preventDefault();
  if (goesTo === 'chosen' && !isOfSeveral) chosen?.click();
};

const NoMatch = () => useKitTexts().combobox.noMatch;

const inCommon = {
  filter: matchingOptions,
  selectFirstOptionOnChange: true,
  nothingFoundMessage: createElement(NoMatch),
  // What is chosen stands in a hidden field beside it.
  'data-only-searches': true,
};

/** The defaults of the lists of Mantine, so that all of them are searched alike. */
export const searchableLists = {
  // The name of who is chosen, typed again, would otherwise take the choice away.
  Select: { defaultProps: { ...inCommon, allowDeselect: false, onKeyDownCapture: beforeKeysOfList(false) } },
  MultiSelect: { defaultProps: { ...inCommon, onKeyDownCapture: beforeKeysOfList(true) } },
  // What is typed there is a value of its own: the options are proposals.
  TagsInput: { defaultProps: { filter: matchingOptions } },
  Autocomplete: { defaultProps: { filter: matchingOptions } },
};
