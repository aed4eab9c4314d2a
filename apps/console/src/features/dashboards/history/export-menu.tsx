import type { MetricGroup, MetricName } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../../shared/api/client.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { ExportFormatsMenu } from './export-formats-menu.js';
import { ask, type AskedBy, type Split } from './history-search-and-requests.js';
import classes from './period-bar.module.css';

interface Props {
  metrics: readonly MetricName[];
  asked: AskedBy;
  groupBy: MetricGroup;
  by?: Split;
}

/** The menu that exports the figures shown as a file. */
export function ExportMenu({ metrics, asked, groupBy, by }: Props) {
  const { i18n } = useTranslation();
  return (
    <ExportFormatsMenu
      of="figures"
      className={classes.end}
      addressOfFile={(format) =>
        addressOf('exportMetrics', {
          query: { ...ask(asked, groupBy, by), metrics: metrics.join(','), format, language: shownLanguage(i18n) },
        })
      }
    />
  );
}
