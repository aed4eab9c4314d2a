import type { CaseDetail } from '@guichet/contracts';
import type { PaletteAction } from './palette-action.js';
import { useCaseActions, useMacroActions } from './use-case-actions.js';
import { useGlobalActions, useUndoActions } from './use-global-actions.js';
import { useAgentActions, useNavigationActions, useSavedViewActions } from './use-navigation-actions.js';

/**
 * Returns the actions of the command palette. While a case is open, the key `/` opens its template picker and not the
 * search. `isTyped`: agents are offered only to whoever looks for one.
 */
export function usePaletteActions(openCase: CaseDetail | undefined, isTyped: boolean): PaletteAction[] {
  const agents = useAgentActions();
  return [
    ...useUndoActions(),
    ...useCaseActions(openCase),
    ...useMacroActions(openCase),
    ...useSavedViewActions(),
    ...useNavigationActions(openCase?.mergedInto !== null),
    ...useGlobalActions(),
    ...(isTyped ? agents : []),
  ];
}
