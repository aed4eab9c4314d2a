import type { PaletteAction } from './palette-action.js';

const key = 'guichet.palette';
const read = (): string[] => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as string[];
  } catch {
    return [];
  }
};

/** Remembers in this browser that an action was used. */
export const rememberAction = (id: string) =>
  localStorage.setItem(key, JSON.stringify([id, ...read().filter((other) => other !== id)].slice(0, 20)));

/** The actions among these that were used last, the latest first. */
export function recentActions(actions: readonly PaletteAction[]): PaletteAction[] {
  const order = read();
  return actions
    .filter(({ id }) => order.includes(id))
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .slice(0, 4);
}
