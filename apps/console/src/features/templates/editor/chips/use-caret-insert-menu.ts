import { stripDiacritics } from '@guichet/ui';
import type { EditorState } from '@tiptap/pm/state';
import { useState } from 'react';
import { useMarkedSuggestion } from '../../../../shared/suggestions/use-marked-suggestion.js';
import { insertQueryAt, type InsertQuery } from './insert-trigger.js';
import type { Insertion } from './use-insertions.js';

/** Returns what matches, that which begins so first. */
function matching(insertions: readonly Insertion[], typed: string): Insertion[] {
  const wanted = stripDiacritics(typed.trim());
  const texts = ({ label, value, group }: Insertion) => [
    stripDiacritics(label),
    ...(group === undefined ? [] : [stripDiacritics(group)]),
    value,
  ];
  const begins = (one: Insertion) => (texts(one).some((text) => text.startsWith(wanted)) ? 0 : 1);
  return insertions
    .filter((one) => texts(one).some((text) => text.includes(wanted)))
    .toSorted((a, b) => begins(a) - begins(b));
}

interface Options {
  state: EditorState;
  insertions: readonly Insertion[];
  onTake: (chosen: Insertion, query: InsertQuery) => void;
}

/** The menu that opens at the caret while it is asked for, by two braces or a stroke. */
export function useCaretInsertMenu({ state, insertions, onTake }: Options) {
  const [closedAt, setClosedAt] = useState<number>();
  const asked = insertQueryAt(state);
  const query = asked && asked.from !== closedAt ? asked : undefined;
  const found = query ? matching(insertions, query.typed) : [];
  const take = (chosen: Insertion) => {
    restart();
    if (query) onTake(chosen, query);
  };
  const { active, restart, onKey } = useMarkedSuggestion({
    found,
    onTake: take,
    onClose: () => setClosedAt(query?.from),
  });
  const onMenuKey = (event: KeyboardEvent): boolean => {
    if (!asked) setClosedAt(undefined);
    if (!onKey(event)) return false;
    event.preventDefault();
    return true;
  };
  return {
    query: found.length > 0 ? query : undefined,
    found,
    active,
    take,
    onMenuKey,
    close: () => setClosedAt(asked?.from),
  };
}
