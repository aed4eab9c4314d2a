import type { EditorState } from '@tiptap/pm/state';
import { useState } from 'react';
import { useMarkedSuggestion } from '../../../../shared/suggestions/use-marked-suggestion.js';
import { insertQueryAt, type InsertQuery } from './insert-trigger.js';
import { matchInsertions, type Insertions } from './match-insertions.js';
import type { Insertion } from './use-insertions.js';

interface Options extends Insertions {
  state: EditorState;
  onTake: (chosen: Insertion, query: InsertQuery) => void;
}

/** The menu that opens at the caret while it is asked for, by two braces or a stroke. */
export function useCaretInsertMenu({ state, onTake, ...insertions }: Options) {
  const [closedAt, setClosedAt] = useState<number>();
  const asked = insertQueryAt(state);
  const query = asked && asked.from !== closedAt ? asked : undefined;
  const { found, isNothing } = query ? matchInsertions(insertions, query.typed) : { found: [], isNothing: false };
  const close = () => setClosedAt(asked?.from);
  const take = (chosen: Insertion) => {
    if (chosen.isWaiting) return;
    restart();
    if (query) onTake(chosen, query);
  };
  const { active, restart, onKey } = useMarkedSuggestion({
    found,
    onTake: take,
    onClose: close,
  });
  const onMenuKey = (event: KeyboardEvent): boolean => {
    if (!asked) setClosedAt(undefined);
    // What cannot be inserted keeps nobody in the field.
    if (event.key === 'Tab' && found[active]?.isWaiting) return false;
    if (isNothing && event.key === 'Escape') close();
    else if (!onKey(event)) return false;
    event.preventDefault();
    return true;
  };
  return {
    query: found.length > 0 || isNothing ? query : undefined,
    found,
    active,
    take,
    onMenuKey,
    close,
  };
}
