import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../shared/api/client.js';
import type { CaseFilter } from '../../shared/api/queries.js';
import { listCountQuery } from '../../shared/bulk/bulk-queries.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useExportScope } from '../../shared/session/use-export-scope.js';
import { ExportDialog } from './export-dialog.js';
import { leftOutOfList } from './left-out-of-list.js';
import { useFilterWords } from './use-filter-words.js';

interface Props {
  filter: CaseFilter;
  onClose: () => void;
}

/** The dialog that exports all cases of a list: it says how many they are, where all may be exported, and to what the list is narrowed. */
export function ExportCasesDialog({ filter, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const { note } = useExportScope('cases');
  const words = useFilterWords(filter);
  // Of what is read: where less is exported, that number would be wrong.
  const { data: list, isLoading } = useQuery({ ...listCountQuery(filter), enabled: note === null });
  const count = list?.count ?? 0;
  const countText = list
    ? t(list.isAtLeast ? 'export.moreThan' : 'export.count', { count, n: number(count) })
    : isLoading && t('export.counting');
  const leftOut = leftOutOfList(filter).map((what) =>
    t(`export.leftOut.${what}`, { any: t('inbox.anyStatus'), spam: t('inbox.view.spam') }),
  );
  return (
    <ExportDialog
      title={t('export.cases')}
      count={countText}
      words={words}
      notes={[note, ...leftOut]}
      addressOfFile={(format) =>
        addressOf('exportCases', { query: { ...filter, format, language: shownLanguage(i18n) } })
      }
      onClose={onClose}
    />
  );
}
