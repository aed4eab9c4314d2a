import type { SearchHit } from '@guichet/contracts';
import type { PaletteAction } from './palette-action.js';

/** What a line of the palette stands for. Its key is of its own: an action that was used lately stands there twice. */
export type PaletteItem = { key: string; action: PaletteAction } | { key: string; hit: SearchHit };

/** Whether a line is a case that lacks a word of what was typed: it may be somebody else's. */
export const lacksWord = (item: PaletteItem): boolean => 'hit' in item && item.hit.missing.length > 0;

/** Lines under one heading. */
export interface PaletteSection {
  label: string;
  items: readonly PaletteItem[];
}

interface Offered {
  /** What was used lately, where nothing is typed. */
  recent: readonly PaletteAction[];
  actions: readonly PaletteAction[];
  hits: readonly SearchHit[];
}

/** The lines of the palette from top to bottom, under their headings. */
export function paletteSections(
  { recent, actions, hits }: Offered,
  labels: { recent: string; cases: string },
): PaletteSection[] {
  const lineOf = (action: PaletteAction): PaletteItem => ({ key: action.id, action });
  const groups = Map.groupBy(actions, ({ group }) => group);
  return [
    { label: labels.recent, items: recent.map((action) => ({ key: `recent-${action.id}`, action })) },
    ...[...groups].map(([label, own]) => ({ label, items: own.map(lineOf) })),
    { label: labels.cases, items: hits.map((hit) => ({ key: `${hit.case.id}-${hit.position}`, hit })) },
  ].filter(({ items }) => items.length > 0);
}
