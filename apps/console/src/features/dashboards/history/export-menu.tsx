import type { MetricGroup, MetricName } from '@guichet/contracts';
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../../shared/api/client.js';
import { downloadAfterProof } from '../../../shared/session/step-up.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useExportScope } from '../../../shared/session/use-export-scope.js';
import { ask, type AskedBy, type Split } from './history-search-params.js';
import classes from './period-bar.module.css';

interface Props {
  metrics: readonly MetricName[];
  asked: AskedBy;
  groupBy: MetricGroup;
  by?: Split;
}

/** The menu that exports the figures shown as a file. */
export function ExportMenu({ metrics, asked, groupBy, by }: Props) {
  const { t, i18n } = useTranslation();
  const { isOffered, note } = useExportScope('figures');
  if (!isOffered) return null;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          className={classes.end}
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} stroke={1.5} aria-hidden />}
        >
          {t('common.export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {note && <Menu.Label fw={400}>{note}</Menu.Label>}
        {(['xlsx', 'csv'] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            download
            onClick={downloadAfterProof}
            href={addressOf('exportMetrics', {
              query: {
                ...ask(asked, groupBy, by),
                metrics: metrics.join(','),
                format,
                language: shownLanguage(i18n),
              },
            })}
          >
            {t(`common.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
