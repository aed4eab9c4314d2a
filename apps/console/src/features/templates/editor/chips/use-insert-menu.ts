import { stripDiacritics } from '@guichet/ui';
import type { EditorState } from '@tiptap/pm/state';
import { useState } from 'react';
import { insertQueryAt, type InsertQuery } from './insert-trigger.js';
import type { Insertion } from './use-insertions.js';

/** Returns what matches, that which begins so first. */
function matching(insertions: readonly Insertion[], typed: string): Insertion[] {
  const wanted = stripDiacritics(typed.trim());
  const texts = ({ label, value }: Insertion) => [stripDiacritics(label), value];
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
export function useInsertMenu({ state, insertions, onTake }: Options) {
  const [closedAt, setClosedAt] = useState<number>();
  const [index, setIndex] = useState(0);
  const asked = insertQueryAt(state);
  const query = asked && asked.from !== closedAt ? asked : undefined;
  const found = query ? matching(insertions, query.typed) : [];
  const active = Math.min(index, Math.max(0, found.length - 1));
  const take = (chosen: Insertion | undefined) => {
    setIndex(0);
    if (query && chosen) onTake(chosen, query);
  };
  const onMenuKey = (event: KeyboardEvent): boolean => {
    if (!asked) setClosedAt(undefined);
    if (found.length === 0 || event.ctrlKey || event.metaKey || event.isComposing) return false;
    if (event.key === 'ArrowDown') setIndex((active + 1) % found.length);
    else if (event.key === 'ArrowUp') setIndex((active - 1 + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(found[active]);
    else if (event.key === 'Escape') setClosedAt(query?.from);
    else return false;
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
