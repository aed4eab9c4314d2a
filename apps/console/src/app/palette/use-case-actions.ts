import type { CaseDetail } from '@guichet/contracts';
import {
  IconBolt,
  IconCategory,
  IconCircleHalf2,
  IconFlag3,
  IconLanguage,
  IconPlaylistAdd,
  IconPrinter,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { macrosQuery } from '../../shared/api/macro-queries.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { keysOf } from '../../shared/keyboard/shortcut-keys.js';
import { mayPress } from '../../shared/keyboard/shortcut-rights.js';
import { press } from '../../shared/keyboard/shortcut-listener.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { printPage } from '../../shared/layout/print-page.js';
import { macrosFor } from '../../shared/macros/macros-for.js';
import { useMay } from '../../shared/session/use-session.js';
import { actsOnSelected, caseActs, wordsOfAct } from './case-act-words.js';
import { caseFieldActions } from './case-field-actions.js';
import { QUERY_OPTIONS_WITHOUT_REFETCH } from './query-options-without-refetch.js';
import type { PaletteAction } from './palette-action.js';
import { useCaseMenuActions } from './use-case-menu-actions.js';

/** The fields of a case that no key changes. That of the language is there as in its head: once the language is known. */
function fieldActions(item: CaseDetail, t: TFunction): PaletteAction[] {
  const group = t('app.palette.case');
  const choose = (what: 'status' | 'caseType' | 'priority' | 'language') => () =>
    setOverlay({ kind: 'choose', what, items: [item] });
  const status = {
    ...{ id: 'status', group, label: t('case.choose.status'), otherWords: t('palette.otherWords.status') },
    ...{ icon: IconCircleHalf2, run: choose('status') },
  };
  const caseType = {
    ...{ id: 'caseType', group, label: t('case.caseType.set'), otherWords: t('palette.otherWords.caseType') },
    ...{ icon: IconCategory, run: choose('caseType') },
  };
  const priority = {
    ...{ id: 'priority', group, label: t('case.choose.priority'), otherWords: t('palette.otherWords.priority') },
    ...{ icon: IconFlag3, run: choose('priority') },
  };
  const language = {
    ...{ id: 'language', group, label: t('case.choose.language'), otherWords: t('palette.otherWords.caseLanguage') },
    ...{ icon: IconLanguage, run: choose('language') },
  };
  return [status, caseType, priority, ...(item.language ? [language] : [])];
}

/**
 * What can be done with the case that is open. One that was merged away is only read. `hasSelection`: cases are selected in the list, for which
 * some keys are.
 */
export function useCaseActions(openCase: CaseDetail | undefined, hasSelection: boolean): PaletteAction[] {
  const { t, ...texts } = useTexts();
  const language = shownLanguage(texts);
  const may = useMay();
  const menuActions = useCaseMenuActions();
  if (!openCase) return [];
  const print = {
    ...{ id: 'print', group: t('app.palette.case'), label: t('case.print.menu'), icon: IconPrinter },
    ...{ otherWords: t('palette.otherWords.print'), run: printPage },
  };
  if (openCase.mergedInto !== null) return [...menuActions(openCase), print];
  return [
    ...caseActs
      .filter((name) => mayPress(name, may))
      .map((name) => ({
        id: name,
        group: t('app.palette.case'),
        ...wordsOfAct(name, [openCase], t),
        icon: IconBolt,
        // Its key is for the selected cases then.
        ...(!(hasSelection && actsOnSelected.includes(name)) && { keys: keysOf(name) }),
        run: () => void press(name, 'open'),
      })),
    ...(may('case.update') ? [...fieldActions(openCase, t), ...caseFieldActions(openCase, { t, language })] : []),
    ...menuActions(openCase),
    print,
  ];
}

/** The macros that the open case can be changed by. */
export function useMacroActions(openCase: CaseDetail | undefined): PaletteAction[] {
  const { t } = useTexts();
  const isOffered = useMay()('case.update') && openCase?.mergedInto === null;
  const { data: macros = [] } = useQuery({ ...macrosQuery, ...QUERY_OPTIONS_WITHOUT_REFETCH, enabled: isOffered });
  if (!isOffered) return [];
  return macrosFor(macros, openCase).map(({ id, name }) => ({
    id: `macro-${id}`,
    group: t('app.palette.case'),
    label: t('macros.named', { name }),
    icon: IconPlaylistAdd,
    run: () => setOverlay({ kind: 'macro', item: openCase, macroId: id }),
  }));
}
