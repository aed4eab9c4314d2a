import type { LetterToPrint } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { IconCheck, IconDownload, IconMailForward } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lettersQuery } from '../../shared/api/queries.js';
import { LetterRow } from './letter-row.js';
import classes from './letters-page.module.css';
import { PostedDialog } from './posted-dialog.js';
import { usePrintLetters } from './use-print-letters.js';

const none: LetterToPrint[] = [];

/** The page of the replies that the organisation has yet to print and post. */
export function LettersPage() {
  const { t } = useTranslation();
  const letters = useQuery(lettersQuery);
  const items = letters.data ?? none;
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <div className={classes.content}>
        <header className={classes.head}>
          <h1>{t('letters.title')}</h1>
          <p>{t('letters.lead')}</p>
        </header>
        {letters.error && items.length === 0 ? (
          <ErrorState error={letters.error} what={t('letters.failed')} onRetry={() => void letters.refetch()} />
        ) : letters.isPending ? (
          Array.from({ length: 3 }, (_, index) => <Skeleton key={index} height={92} mb={12} />)
        ) : items.length === 0 ? (
          <EmptyState icon={IconCheck} title={t('letters.empty')}>
            {t('letters.emptyText')}
          </EmptyState>
        ) : (
          <LetterList items={items} />
        )}
      </div>
    </main>
  );
}

function LetterList({ items }: { items: readonly LetterToPrint[] }) {
  const { t } = useTranslation();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [bothSides, setBothSides] = useState(true);
  const [posting, setPosting] = useState<readonly string[]>();
  const print = usePrintLetters();
  // What a colleague has posted meanwhile is no longer selected.
  const selected = items.filter(({ entryId }) => marked.has(entryId)).map(({ entryId }) => entryId);
  const toggle = (id: string) =>
    setMarked((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  const isAll = selected.length === items.length;
  return (
    <>
      <div className={classes.tools}>
        <Checkbox
          label={t('letters.selectAll')}
          checked={isAll}
          indeterminate={selected.length > 0 && !isAll}
          onChange={() => setMarked(new Set(isAll ? [] : items.map(({ entryId }) => entryId)))}
        />
        <Checkbox
          label={t('letters.bothSides')}
          checked={bothSides}
          onChange={(event) => setBothSides(event.currentTarget.checked)}
        />
      </div>
      <ul className={classes.list}>
        {items.map((letter) => (
          <LetterRow
            key={letter.entryId}
            letter={letter}
            selected={marked.has(letter.entryId)}
            onSelect={() => toggle(letter.entryId)}
            onPrint={() => print.mutate({ entryIds: [letter.entryId], bothSides })}
          />
        ))}
      </ul>
      {selected.length > 0 && (
        <div className={classes.bar} data-bottom-bar role="toolbar" aria-label={t('letters.title')}>
          <span className={classes.count} role="status">
            {t('letters.selected', { count: selected.length })}
          </span>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
            loading={print.isPending}
            onClick={() => print.mutate({ entryIds: selected, bothSides })}
          >
            {t('letters.print', { count: selected.length })}
          </Button>
          <Button
            leftSection={<IconMailForward size={16} stroke={1.5} aria-hidden />}
            onClick={() => setPosting(selected)}
          >
            {t('letters.posted')}
          </Button>
        </div>
      )}
      {posting && <PostedDialog entryIds={posting} onClose={() => setPosting(undefined)} />}
    </>
  );
}
