import { IconBolt, IconCategory } from '@tabler/icons-react';
import { selectedCases, useListState } from '../../shared/cases/case-list-state.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { keysOf } from '../../shared/keyboard/shortcut-keys.js';
import { mayPress } from '../../shared/keyboard/shortcut-rights.js';
import { press } from '../../shared/keyboard/shortcut-listener.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useMay } from '../../shared/session/use-session.js';
import { actsOnSelected, wordsOfAct, type CaseAct } from './case-act-words.js';
import type { OpenList } from './currently-open-list.js';
import type { PaletteAction } from './palette-action.js';

/** Whether cases are selected in the list that is open. */
export function useHasSelection(list: OpenList | undefined): boolean {
  const isSelected = useListState(({ selected }) => selected.size > 0);
  return isSelected && list?.kind === 'inbox';
}

/** What can be done with the cases that are selected in the list, as by the bar below it. */
export function useSelectionActions(list: OpenList | undefined): PaletteAction[] {
  const { t } = useTexts();
  const may = useMay();
  const rows = useListState((state) => state.rows);
  const selected = useListState((state) => state.selected);
  const away = useListState((state) => state.away);
  const whole = useListState((state) => state.whole);
  if (!useHasSelection(list)) return [];
  const items = selectedCases({ rows, selected, away });
  const count = whole?.count ?? items.length;
  const group = t('palette.selected', { count });
  const wordsOf = (act: CaseAct) =>
    // Of many replies, none is written by hand.
    ({ ...wordsOfAct(act, items, t), ...(act === 'reply' && { label: t('palette.replyToEach', { count }) }) });
  const caseType = {
    ...{ id: 'selected-caseType', group, label: t('case.caseType.set'), otherWords: t('palette.otherWords.caseType') },
    ...{
      icon: IconCategory,
      isPassing: true,
      run: () => setOverlay({ kind: 'choose', what: 'caseType', items, whole }),
    },
  };
  return [
    ...actsOnSelected
      .filter((act) => mayPress(act, may) && (act !== 'reply' || may('template.read')))
      .map((act) => ({
        ...{ id: `selected-${act}`, group, ...wordsOf(act), icon: IconBolt },
        ...{ keys: keysOf(act), isPassing: true, run: () => void press(act) },
      })),
    ...(may('case.update') ? [caseType] : []),
  ];
}
