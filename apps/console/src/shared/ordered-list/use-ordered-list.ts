import { useState } from 'react';
import { toast } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';
import { moved } from './sortable-list.js';

interface Named {
  id: string;
  name: string;
}

/** Returns the list with this item in its place, or at the end where it is new. */
export const kept = <Item extends Named>(all: readonly Item[], item: Item): Item[] =>
  all.some(({ id }) => id === item.id) ? all.map((one) => (one.id === item.id ? item : one)) : [...all, item];

/**
 * Returns functions that change, keep, duplicate, move and remove items of an ordered list, and the item that was added last, which is to be
 * scrolled to: it may stand below what is in sight.
 */
export function useOrderedList<Item extends Named>(change: (next: (before: Item[]) => Item[]) => void) {
  const { t } = useTexts();
  const [added, setAdded] = useState<string>();
  return {
    added,
    move: (from: number, to: number) => change((all) => moved(all, from, to)),
    change: (item: Item) => change((all) => kept(all, item)),
    keep: (item: Item) => {
      change((all) => kept(all, item));
      setAdded(item.id);
    },
    duplicate: (item: Item, index: number) => {
      const name = t('common.list.copyOf', { name: item.name }).slice(0, 120);
      const id = crypto.randomUUID();
      change((all) => all.toSpliced(index + 1, 0, { ...item, id, name }));
      setAdded(id);
    },
    remove: (item: Item, index: number) => {
      change((all) => all.filter(({ id }) => id !== item.id));
      toast({
        message: t('common.list.removed', { name: item.name }),
        undoLabel: t('common.list.undo'),
        undo: () => change((all) => all.toSpliced(index, 0, item)),
      });
    },
  };
}
