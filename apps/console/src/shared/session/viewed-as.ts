import { Permission } from '@guichet/contracts';

/** Whose screens are shown, without content: the name of a role or of an agent, and what they may do. */
export interface ViewedAs {
  name: string;
  permissions: Permission[];
}

const KEY = 'guichet.viewed-as';

function stored(): ViewedAs | null {
  try {
    const { name, permissions } = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as ViewedAs;
    return { name: String(name), permissions: permissions.filter((one) => Permission.safeParse(one).success) };
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
  window.location.assign('/');
}

/** The page that is loaded next shows one’s own screens. */
export const forgetViewedAs = (): void => sessionStorage.removeItem(KEY);

/** Shows one’s own screens again. */
export function stopViewing(path = '/settings/roles'): void {
  forgetViewedAs();
  window.location.assign(path);
}
