import { useTranslation } from 'react-i18next';
import { toast } from '../feedback/toast-and-undo.js';
import { moved } from './sortable-list.js';

interface Named {
  id: string;
  name: string;
}

/** Returns the list with this item in its place, or at the end where it is new. */
export const kept = <Item extends Named>(all: readonly Item[], item: Item): Item[] =>
  all.some(({ id }) => id === item.id) ? all.map((one) => (one.id === item.id ? item : one)) : [...all, item];

/** Returns functions that save, duplicate, move and remove items of an ordered list. */
export function useOrderedList<Item extends Named>(change: (next: (before: Item[]) => Item[]) => void) {
  const { t } = useTranslation();
  return {
    move: (from: number, to: number) => change((all) => moved(all, from, to)),
    keep: (item: Item) => change((all) => kept(all, item)),
    duplicate: (item: Item, index: number) => {
      const name = t('common.list.copyOf', { name: item.name }).slice(0, 120);
      change((all) => all.toSpliced(index + 1, 0, { ...item, id: crypto.randomUUID(), name }));
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
