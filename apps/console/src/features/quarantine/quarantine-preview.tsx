import type { QuarantinedEnvelope } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { attachmentName } from '../../shared/attachments/attachment-name.js';
import { quarantinePreviewQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { SenderAuthenticityMark } from '../case/index.js';
import classes from './quarantine-page.module.css';

/** What is in a message in quarantine, before somebody decides on it: its text, and the names of its files. */
export function QuarantinePreview({ id, item }: { id: string; item: QuarantinedEnvelope }) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(quarantinePreviewQuery(item.id));
  const subject = item.subject || t('common.noSubject');
  return (
    <section id={id} className={classes.preview} tabIndex={0} aria-label={t('quarantine.preview.label', { subject })}>
      {error && !data ? (
        <ErrorState error={error} what={t('quarantine.preview.failed')} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={64} />
      ) : data.text === null ? (
        <p>{t('quarantine.preview.unreadable')}</p>
      ) : (
        <>
          {data.authentication && (
            <SenderAuthenticityMark authentication={data.authentication} address={item.from ?? undefined} />
          )}
          {data.text ? (
            <p className={classes.text} dir="auto">
              {data.text}
            </p>
          ) : (
            <p>{t('quarantine.preview.empty')}</p>
          )}
          {data.attachments.length > 0 && (
            <p>
              {t('quarantine.preview.files')}{' '}
              <bdi>
                {data.attachments
                  .map(({ name }) => attachmentName(name, (number) => t('files.unnamed', { number })))
                  .join(', ')}
              </bdi>
            </p>
          )}
          <p className={classes.detail}>{t('quarantine.preview.safe')}</p>
        </>
      )}
    </section>
  );
}
