import { ErrorState } from '@guichet/ui';
import { ActionIcon, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { displayName } from '../../../../shared/i18n/display-name.js';
import { useTexts } from '../../../../shared/i18n/use-texts.js';
import { ReplyPreview } from '../reply-preview.js';
import classes from './preview-in-one-case.module.css';
import type { ReplyToMany } from './use-reply-to-many.js';

/** How the reply reads in one of the cases, and the way to the next one. */
export function PreviewInOneCase({ reply }: { reply: ReplyToMany }) {
  const { t } = useTexts();
  const { cases, at, rendered, route, subject, error, wrong, lacking } = reply;
  const item = cases[at];
  if (!item) return null;
  const named = [item.reference, item.citizen && displayName(item.citizen.name)].filter(Boolean).join(' · ');
  return (
    <section className={classes.preview} aria-label={t('bulk.reply.preview', { who: named })}>
      <div className={classes.head}>
        <p className={classes.who}>
          <bdi>{t('bulk.reply.preview', { who: named })}</bdi>
        </p>
        {cases.length > 1 && <Steps reply={reply} />}
      </div>
      {lacking.byCase.length > 0 && (
        <p className={classes.lacks} role="status">
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <span>{t('bulk.reply.lacks', { names: lacking.byCase.map(({ label }) => label).join(', ') })}</span>
        </p>
      )}
      {error && Object.keys(wrong).length === 0 ? (
        <ErrorState error={error} what={t('bulk.reply.previewFailed')} />
      ) : rendered && subject !== undefined ? (
        <ReplyPreview
          preview={{
            ...{
              channel: rendered.channelKind,
              channelName: '',
              to: route ? [route.to.value] : [],
              text: rendered.text,
            },
            ...{ subject, files: rendered.attachments.map(({ name }) => name) },
          }}
        />
      ) : (
        <Skeleton height={120} />
      )}
    </section>
  );
}

function Steps({ reply: { cases, at, showAt } }: { reply: ReplyToMany }) {
  const { t } = useTexts();
  return (
    <span className={classes.steps}>
      <ActionIcon
        variant="subtle"
        aria-label={t('bulk.reply.previous')}
        disabled={at === 0}
        onClick={() => showAt(at - 1)}
      >
        <IconChevronLeft size={16} stroke={1.5} />
      </ActionIcon>
      {t('bulk.progress', { n: at + 1, of: cases.length })}
      <ActionIcon
        variant="subtle"
        aria-label={t('bulk.reply.next')}
        disabled={at === cases.length - 1}
        onClick={() => showAt(at + 1)}
      >
        <IconChevronRight size={16} stroke={1.5} />
      </ActionIcon>
    </span>
  );
}
