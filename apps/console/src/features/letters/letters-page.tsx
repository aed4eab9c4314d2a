import type { SkippedLetters } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { lettersQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { WorkListPage } from '../../shared/layout/work-list-page.js';
import { BlockedLetters } from './blocked-letters.js';
import { LetterList } from './letter-list.js';
import { SkippedLettersDialog } from './skipped-letters-dialog.js';
import { usePrintLetters } from './use-print-letters.js';

/** The page of the replies that the organisation has yet to print and post. */
export function LettersPage() {
  const { t } = useTexts();
  const letters = useQuery(lettersQuery);
  // Shown also once the list is empty.
  const [skipped, setSkipped] = useState<SkippedLetters>();
  const [bothSides, setBothSides] = useState(true);
  const print = usePrintLetters(setSkipped);
  const printAgain = (entryIds: string[]) => {
    setSkipped(undefined);
    print.mutate({ entryIds, again: true, bothSides });
  };
  return (
    <WorkListPage title={t('app.rail.lettersToPrint')} lead={t('letters.lead')}>
      {letters.data ? (
        <>
          {letters.data.blocked.length > 0 && <BlockedLetters letters={letters.data.blocked} onSkipped={setSkipped} />}
          {letters.data.items.length === 0 ? (
            <EmptyState icon={IconCheck} title={t('letters.empty')}>
              {t('letters.emptyText')}
            </EmptyState>
          ) : (
            <LetterList
              items={letters.data.items}
              bothSides={bothSides}
              onBothSides={setBothSides}
              print={print}
              onSkipped={setSkipped}
            />
          )}
        </>
      ) : letters.error ? (
        <ErrorState error={letters.error} what={t('letters.failed')} onRetry={() => void letters.refetch()} />
      ) : (
        Array.from({ length: 3 }, (_, index) => <Skeleton key={index} height={92} mb={12} />)
      )}
      {skipped && (
        <SkippedLettersDialog letters={skipped} onPrintAgain={printAgain} onClose={() => setSkipped(undefined)} />
      )}
    </WorkListPage>
  );
}
