import { stripDiacritics } from '@guichet/ui/strip-diacritics';
import type { PaletteAction } from './palette-action.js';

/** A text as it is compared: without accents, and with a space where words are joined. */
export const searchable = (text: string) => stripDiacritics(text).replace(/['-]/g, ' ');

/** Whether words of the label, or of what else an action is called, begin with each of the searched words. */
function matchesAction({ label, otherWords = '' }: Pick<PaletteAction, 'label' | 'otherWords'>, wanted: string) {
  const words = ` ${searchable(`${label} ${otherWords}`)}`;
  return wanted.split(/\s+/).every((word) => words.includes(` ${word}`));
}

/** Those that match, first the ones whose label does. */
export function actionsFor<A extends Pick<PaletteAction, 'label' | 'otherWords'>>(
  actions: readonly A[],
  wanted: string,
): A[] {
  const found = actions.filter((action) => matchesAction(action, wanted));
  const isByLabel = ({ label }: A) => matchesAction({ label }, wanted);
  return [...found.filter(isByLabel), ...found.filter((action) => !isByLabel(action))];
}
