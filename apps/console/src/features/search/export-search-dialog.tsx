import { searchLimits } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../shared/api/client.js';
import { searchQuery } from '../../shared/api/queries.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useExportScope } from '../../shared/session/use-export-scope.js';
import { ExportDialog } from '../inbox/index.js';

interface Props {
  /** What was searched for, and in which order. */
  asked: { q: string; order?: 'newest' | undefined };
  onClose: () => void;
}

/** The dialog that exports what a search has found: it says how many cases that are, where all may be exported, and what was typed. */
export function ExportSearchDialog({ asked: { q, order }, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const { note } = useExportScope('cases');
  const { data: found, isLoading } = useQuery(searchQuery(q, order));
  const count = found?.items.length ?? 0;
  const isMore = count >= searchLimits.shown;
  const countText = found ? t(isMore ? 'search.foundAtLeast' : 'search.found', { count }) : t('export.counting');
  return (
    <ExportDialog
      title={t('search.export')}
      count={note === null && (found || isLoading) ? countText : undefined}
      words={[q]}
      notes={[isMore && t('search.exportMost', { most: number(searchLimits.exported) }), note]}
      addressOfFile={(format) =>
        addressOf('exportSearch', { query: { q, order, format, language: shownLanguage(i18n) } })
      }
      onClose={onClose}
    />
  );
}
