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

interface ListState {
  /** What is typed in the field. */
  text: string;
  /** How many options the open list shows; undefined when it is closed. */
  options: number | undefined;
  /** An arrow key was pressed since the last letter. */
  movedByArrows: boolean;
}

/**
 * Returns who acts on Enter in the field of a list: the list, which takes the highlighted option, or the form around. Where a
 * text matches no option nobody does, as the form would be sent without what was meant. A list always highlights its first
 * option: once a choice or the user has emptied the text, Enter must not take the first of all.
 */
export function enterGoesTo({ text, options, movedByArrows }: ListState): 'list' | 'form' | 'nobody' {
  if (options === undefined) return 'form';
  if (text.trim() === '') return movedByArrows ? 'list' : 'form';
  return options > 0 ? 'list' : 'nobody';
}

const optionsShown = (input: HTMLInputElement): number | undefined =>
  input.getAttribute('aria-expanded') === 'true'
    ? (document.getElementById(input.getAttribute('aria-controls') ?? '')?.querySelectorAll('[data-combobox-option]')
        .length ?? 0)
    : undefined;

/** Handles a key before the list itself does. */
const beforeKeysOfList = (event: KeyboardEvent<HTMLInputElement>) => {
  const input = event.currentTarget;
  const movedByArrows = input.dataset['moved'] !== undefined;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') input.dataset['moved'] = '';
  else if (event.key !== 'Enter' || input.value !== '') delete input.dataset['moved'];
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || input.readOnly) return;
  const goesTo = enterGoesTo({ text: input.value, options: optionsShown(input), movedByArrows });
  if (goesTo === 'list') return;
  event.stopPropagation();
  if (goesTo === 'nobody') event.preventDefault();
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
  Select: { defaultProps: { ...inCommon, allowDeselect: false, onKeyDownCapture: beforeKeysOfList } },
  MultiSelect: { defaultProps: { ...inCommon, onKeyDownCapture: beforeKeysOfList } },
  // What is typed there is a value of its own: the options are proposals.
  TagsInput: { defaultProps: { filter: matchingOptions } },
  Autocomplete: { defaultProps: { filter: matchingOptions } },
};
