import type { Permission } from '@guichet/contracts';

/** Whose screens are shown, without content: the name of a role or of an agent, and what they may do. */
export interface ViewedAs {
  name: string;
  permissions: Permission[];
}

const KEY = 'guichet.viewed-as';
/** Where they were when they began to look at these screens. */
const FROM = 'guichet.viewed-as-from';

function stored(): ViewedAs | null {
  try {
    const { name, permissions } = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as ViewedAs;
    return { name: String(name), permissions: permissions.filter((one) => typeof one === 'string') };
  } catch {
    return null;
  }
}

/**
 * Null: the agent sees their own screens. It is the same as long as a page lives: whoever begins or stops loads it anew, so that
 * nothing of one is left in the other.
 */
export const viewedAs = stored();

/** Shows the screens of somebody else in this tab, from where they begin. */
export function viewAs(whom: ViewedAs): void {
  sessionStorage.setItem(KEY, JSON.stringify(whom));
  sessionStorage.setItem(FROM, window.location.pathname + window.location.search);
  window.location.assign('/');
}

/** The page that is loaded next shows one’s own screens. */
export const forgetViewedAs = (): void => sessionStorage.removeItem(KEY);

/** Shows one’s own screens again, where one came from. */
export function stopViewing(path = sessionStorage.getItem(FROM) ?? '/settings/roles'): void {
  forgetViewedAs();
  window.location.assign(path);
}
