import type { Preferences } from '../../../shared/session/browser-preferences.js';

/** How many are in sight before one scrolls, of the last of them the half. */
const MOST = 5.5;

/**
 * The height of the agent's own lists, the heading of the saved views and these (`savedViews`: how many rows without the heading), so that
 * nothing moves when they come: one line where the style sheet says so by `--most-view-rows`.
 */
export function savedViewsHeight({
  savedViews,
  savedViewsFolded,
}: Pick<Preferences, 'savedViews' | 'savedViewsFolded'>): string {
  const rows = savedViews < 2 ? savedViews : savedViewsFolded ? 2 : 1 + Math.min(savedViews, MOST);
  return `calc(var(--view-row) * min(${rows}, var(--most-view-rows, ${rows})))`;
}
