import type { CaseDetail } from '@guichet/contracts';
import type { OpenList } from './currently-open-list.js';
import type { PaletteAction } from './palette-action.js';
import { useCaseActions, useMacroActions } from './use-case-actions.js';
import { useComposerActions } from './use-composer-actions.js';
import { useExportActions } from './use-export-actions.js';
import { useGlobalActions, useUndoActions } from './use-global-actions.js';
import { useListActions } from './use-list-actions.js';
import { useHasSelection, useSelectionActions } from './use-selection-actions.js';
import { useAgentActions, useNavigationActions, useSavedViewActions } from './use-navigation-actions.js';

interface Offered {
  openCase: CaseDetail | undefined;
  list: OpenList | undefined;
  isTyped: boolean;
}

/**
 * Returns the actions of the command palette. While a case is open, the key `/` opens its template picker and not the
 * search. `isTyped`: agents are offered only to whoever looks for one.
 */
export function usePaletteActions({ openCase, list, isTyped }: Offered): PaletteAction[] {
  const agents = useAgentActions();
  return [
    ...useUndoActions(),
    ...useSelectionActions(list),
    ...useCaseActions(openCase, useHasSelection(list)),
    ...useComposerActions(),
    ...useMacroActions(openCase),
    ...useListActions(list),
    ...useSavedViewActions(),
    ...useNavigationActions(openCase?.mergedInto !== null),
    ...useExportActions(list),
    ...useGlobalActions(),
    ...(isTyped ? agents : []),
  ];
}
