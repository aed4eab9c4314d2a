import { caseSorts, type CaseView } from '@guichet/contracts';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconCheck, IconSquareCheck } from '@tabler/icons-react';
import { deselectAll, updateListState, useListState } from '../../shared/cases/case-list-state.js';
import { maySelectCases } from '../../shared/keyboard/shortcut-rights.js';
import { useMay } from '../../shared/session/use-session.js';
import { setPreferences, usePreferences } from '../../shared/session/browser-preferences.js';
import { useCaseSort, useChooseCaseSort } from '../../shared/session/use-case-sort.js';
import type { InboxSearch } from '../../shared/cases/inbox-search-params.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

interface Props {
  view: CaseView;
  search: InboxSearch;
  change: (next: Partial<InboxSearch>) => void;
}

/** The menu of the order and the row height of the list, and under a finger of selecting rows. The order is also in the address. */
export function SortAndDensityMenu({ view, search, change }: Props) {
  const { t } = useTexts();
  const { density } = usePreferences();
  const sort = useCaseSort(view);
  const chooseSort = useChooseCaseSort();
  const may = useMay();
  const isUnderFinger = useMediaQuery('(pointer: coarse)');
  const isSelecting = useListState((state) => state.isSelecting || state.selected.size > 0);
  const check = (on: boolean) => (on ? <IconCheck size={15} stroke={1.75} /> : <span style={{ width: 15 }} />);
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <Tooltip label={t('inbox.display')}>
          <ActionIcon aria-label={t('inbox.display')}>
            <IconAdjustmentsHorizontal size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('inbox.order')}</Menu.Label>
        {caseSorts.map((one) => (
          <Menu.Item
            key={one}
            leftSection={check((search.sort ?? sort) === one)}
            onClick={() => {
              chooseSort(one);
              change({ sort: one });
            }}
          >
            {one === 'due' ? t('inbox.dueFirst') : t(`inbox.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('inbox.density')}</Menu.Label>
        {(['cosy', 'compact'] as const).map((one) => (
          <Menu.Item key={one} leftSection={check(density === one)} onClick={() => setPreferences({ density: one })}>
            {t(`inbox.${one}`)}
          </Menu.Item>
        ))}
        {isUnderFinger && maySelectCases(may) && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconSquareCheck size={15} stroke={1.75} />}
              onClick={() => (isSelecting ? deselectAll() : updateListState({ isSelecting: true }))}
            >
              {t(isSelecting ? 'inbox.endSelecting' : 'inbox.selectCases')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
