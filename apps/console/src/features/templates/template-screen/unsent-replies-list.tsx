import type { TemplateUnsent } from '@guichet/contracts';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './unsent-replies-list.module.css';

interface Row {
  key: string;
  caseId: string;
  reference: string;
  subject: string;
  by: string;
  note?: string;
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useTexts();
  return (
    <ul className={classes.rows}>
      {rows.map((row) => (
        <li key={row.key}>
          <Link to="/inbox/$view/$caseId" params={{ view: 'all', caseId: row.caseId }} target="_blank">
            {row.reference}
          </Link>{' '}
          <bdi>{row.subject || t('common.noSubject')}</bdi>
          <span className={classes.facts}>{[row.by, row.note].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}

/** The unsent replies and drafts that were made from a template. */
export function UnsentRepliesList({ unsent: { messages, drafts, hidden } }: { unsent: TemplateUnsent }) {
  const { t } = useTexts();
  const formats = useFormats();
  if (messages.length + drafts.length + hidden === 0)
    return <Text size="sm">{t('templates.action.withdrawNone')}</Text>;
  const noteOf = (dueAt: string | null, stopped: boolean) =>
    stopped
      ? t('templates.action.blocked')
      : dueAt
        ? t('templates.action.due', { at: formats.dateTime(dueAt) })
        : undefined;
  return (
    <div className={classes.unsent} tabIndex={0} role="region" aria-label={t('templates.action.withdraw')}>
      {messages.length > 0 && (
        <>
          <p>{t('templates.action.withdrawMessages', { count: messages.length })}</p>
          <Rows
            rows={messages.map(({ entryId, dueAt, blocked, ...row }) => ({
              ...row,
              key: entryId,
              note: noteOf(dueAt, blocked),
            }))}
          />
        </>
      )}
      {drafts.length > 0 && (
        <>
          <p>{t('templates.action.withdrawDrafts', { count: drafts.length })}</p>
          <Rows rows={drafts.map((row) => ({ ...row, key: `${row.caseId}-${row.by}` }))} />
        </>
      )}
      {hidden > 0 && <p>{t('templates.action.withdrawHidden', { count: hidden })}</p>}
    </div>
  );
}
