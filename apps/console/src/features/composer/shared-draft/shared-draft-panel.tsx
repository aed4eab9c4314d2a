import { ErrorState } from '@guichet/ui';
import type { CaseDetail, Named, SharedDraft } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconPaperclip, IconPencil, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { addressOf } from '../../../shared/api/client.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useCaseViewers } from '../../../shared/live/use-live-connection.js';
import { useMay } from '../../../shared/session/use-session.js';
import { DraftComments } from './draft-comments.js';
import { sharedDraftQuery } from './shared-draft-query.js';
import classes from './shared-draft.module.css';
import { useSharedDraftActions } from './use-shared-draft-actions.js';

function Files({ files }: { files: SharedDraft['attachments'] }) {
  const { t } = useTexts();
  const formats = useFormats();
  if (files.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t('composer.shared.files')}>
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <IconPaperclip size={14} stroke={1.5} aria-hidden />
          <a href={addressOf('getAttachment', { params: { id } })} target="_blank" rel="noreferrer">
            <bdi>{name}</bdi>
          </a>{' '}
          {formats.size(size)}
        </li>
      ))}
    </ul>
  );
}

/** To whom it is to go and under which subject, where its writer has changed what the case proposes. */
function Envelope({ draft: { envelope } }: SharedDraft) {
  const { t } = useTexts();
  if (!envelope) return null;
  const lines = {
    to: envelope.to,
    cc: envelope.cc,
    bcc: envelope.bcc,
    subject: envelope.subject ? [envelope.subject] : [],
  };
  return (
    <dl className={classes.head}>
      {(['to', 'cc', 'bcc', 'subject'] as const).map((name) =>
        lines[name].length === 0 ? null : (
          <Fragment key={name}>
            <dt>{t(`composer.shared.head.${name}`)}</dt>
            <dd dir="auto">{lines[name].join(', ')}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}

function Words({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(sharedDraftQuery(item.id));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={classes.words} aria-busy />;
  const { text } = data.draft;
  return (
    <>
      <Envelope {...data} />
      <div className={classes.words} dir="auto" tabIndex={0} role="region" aria-label={t('composer.shared.words')}>
        {text.trim() === '' ? <span className={classes.none}>{t('composer.shared.empty')}</span> : text}
      </div>
      <Files files={data.attachments} />
    </>
  );
}

interface TakeOverProps {
  writer: Named;
  isWriting: boolean;
  busy: boolean;
  onTakeOver: () => void;
}

/** Whoever would interrupt a colleague who is writing is asked first. */
function TakeOver({ writer: { name }, isWriting, busy, onTakeOver }: TakeOverProps) {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  if (asking && isWriting)
    return (
      <span className={classes.asking} role="alert">
        {t('composer.shared.takeOverAsk', { name })}
        <Button size="compact-sm" variant="default" loading={busy} onClick={onTakeOver}>
          {t('composer.shared.takeOverAnyway')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsking(false)}>
          {t('common.cancel')}
        </Button>
      </span>
    );
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPencil size={15} stroke={1.5} aria-hidden />}
      loading={busy}
      onClick={() => (isWriting ? setAsking(true) : onTakeOver())}
    >
      {t('composer.shared.takeOver')}
    </Button>
  );
}

/** Above the composer: the reply that a colleague writes, as it grows, with its comments and the way to go on writing it. */
export function SharedDraftPanel({ item, onTaken }: { item: CaseDetail; onTaken?: () => void }) {
  const { t } = useTexts();
  const may = useMay();
  const { busy, takeOver } = useSharedDraftActions(item);
  const viewers = useCaseViewers(item.id);
  const { data } = useQuery(sharedDraftQuery(item.id));
  if (!item.sharedDraft) return null;
  const { writer, sharedBy } = item.sharedDraft;
  const isWriting = viewers?.some(({ id, state }) => id === writer.id && state === 'writing') ?? false;
  return (
    <section className={classes.panel} aria-label={t('composer.shared.label', { name: writer.name })}>
      <header className={classes.strip}>
        <IconUsers size={15} stroke={1.75} aria-hidden />
        <span className={classes.who}>
          <strong>{t('composer.shared.label', { name: writer.name })}</strong>
          <span className={classes.when}>
            {isWriting ? t('composer.shared.writing') : data && <ShortTime at={data.updatedAt} />}
            {sharedBy.id !== writer.id && ` · ${t('composer.shared.by', { name: sharedBy.name })}`}
          </span>
        </span>
        {may('case.reply') && (
          <TakeOver
            {...{ writer, isWriting, busy }}
            onTakeOver={() => void takeOver().then((isDone) => isDone && onTaken?.())}
          />
        )}
      </header>
      <Words item={item} />
      <DraftComments item={item} />
    </section>
  );
}
