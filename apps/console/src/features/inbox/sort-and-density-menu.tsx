import { caseSorts, type CaseView } from '@guichet/contracts';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCheck, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../shared/api/client.js';
import { downloadAfterProof } from '../../shared/session/step-up.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { setPreferences, usePreferences } from '../../shared/session/preferences.js';
import { useCaseSort, useChooseCaseSort } from '../../shared/session/use-case-sort.js';
import { useExportScope } from '../../shared/session/use-export-scope.js';
import type { InboxSearch } from '../../shared/cases/inbox-search-params.js';

interface Props {
  view: CaseView;
  search: InboxSearch;
  change: (next: Partial<InboxSearch>) => void;
}

/** The menu of the order and the row height of the list, and of its export. The order is also in the address. */
export function SortAndDensityMenu({ view, search, change }: Props) {
  const { t, i18n } = useTranslation();
  const { isOffered, note } = useExportScope('cases');
  const { density } = usePreferences();
  const sort = useCaseSort();
  const chooseSort = useChooseCaseSort();
  const { saved: _, ...narrower } = search;
  const check = (on: boolean) => (on ? <IconCheck size={15} stroke={1.75} /> : <span style={{ width: 15 }} />);
  return (
    <Menu position="bottom-end" width={210}>
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
        {isOffered && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('common.export.view')}</Menu.Label>
            {note && (
              <Menu.Label pt={0} fw={400}>
                {note}
              </Menu.Label>
            )}
            {(['xlsx', 'csv'] as const).map((format) => (
              <Menu.Item
                key={format}
                component="a"
                download
                onClick={downloadAfterProof}
                href={addressOf('exportCases', {
                  query: {
                    view,
                    sort,
                    ...narrower,
                    format,
                    language: shownLanguage(i18n),
                  },
                })}
                leftSection={<IconDownload size={15} stroke={1.5} />}
              >
                {t(`common.export.${format}`)}
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
