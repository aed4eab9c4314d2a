import type { MessageEntry, NoteEntry } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconArrowBackUp, IconNote } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lastEntriesQuery } from '../../shared/api/queries.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { ShortTime } from '../../shared/i18n/short-time.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './earlier-case.module.css';

const visibleText = (entry: MessageEntry | NoteEntry) =>
  entry.kind === 'note'
    ? entry.text
    : entry.segments
        .filter(({ kind }) => kind === 'visible')
        .map(({ text }) => text)
        .join('')
        .trim();

function Passage({ entry }: { entry: MessageEntry | NoteEntry }) {
  const { t } = useTexts();
  const own = entry.kind === 'message' && entry.direction === 'out';
  return (
    <li>
      <p className={classes.head}>
        {entry.kind === 'note' && <IconNote size={13} stroke={1.75} role="img" aria-label={t('common.note')} />}
        {own && <IconArrowBackUp size={13} stroke={1.75} role="img" aria-label={t('inbox.row.weWrote')} />}
        <bdi>{displayName(entry.actor.name)}</bdi>
        <ShortTime at={entry.at} />
      </p>
      <p className={classes.text} dir="auto">
        {visibleText(entry) || t('people.earlier.noText')}
      </p>
    </li>
  );
}

/** What was last written in another case, oldest first. */
export function EarlierEntries({ caseId }: { caseId: string }) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(lastEntriesQuery(caseId));
  if (error) return <ErrorState error={error} what={t('case.timeline.failed')} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={64} m={8} width="auto" />;
  const written = data.items.filter(
    (entry): entry is MessageEntry | NoteEntry =>
      entry.kind === 'message' || (entry.kind === 'note' && entry.removedAt === undefined),
  );
  return (
    <>
      {data.nextCursor !== null && <p className={classes.more}>{t('people.earlier.more')}</p>}
      {written.length === 0 && <p className={classes.more}>{t('people.earlier.none')}</p>}
      <ol className={classes.passages}>
        {written.map((entry) => (
          <Passage key={entry.id} entry={entry} />
        ))}
      </ol>
    </>
  );
}
