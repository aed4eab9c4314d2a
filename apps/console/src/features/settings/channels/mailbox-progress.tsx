import type { ChannelAccount, MailboxState } from '@guichet/contracts';
import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useMay } from '../../../shared/session/use-session.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './channels-page.module.css';

interface Inbound {
  imap?: { historyPaused?: boolean };
}

/** Whether mail of this account is read from a mailbox, as far as the settings are shown. */
export const hasMailbox = ({ config }: ChannelAccount): boolean =>
  (config['inbound'] as Inbound | undefined)?.imap !== undefined;

const LINES = {
  running: 'channels.mailbox.importing',
  failing: 'channels.mailbox.failing',
  paused: 'channels.mailbox.paused',
} as const;

const RUNNING_MS = 2_000;
const QUIET_MS = 60_000;

/** How far the history of a mailbox is imported, and whether all that its server has is here. */
export function MailboxProgress({ channel }: { channel: ChannelAccount }) {
  const { data } = useQuery({
    queryKey: ['channels', channel.id, 'mailbox'],
    queryFn: () => call('getMailbox', { params: { id: channel.id } }),
    refetchInterval: ({ state }) => (state.data?.history?.state === 'running' ? RUNNING_MS : QUIET_MS),
  });
  if (!data) return null;
  return (
    <div className={classes.mailbox}>
      {data.history && <History channel={channel} history={data.history} />}
      {data.count && <Count count={data.count} />}
    </div>
  );
}

function History({
  channel,
  history: { state, taken, total, missing },
}: {
  channel: ChannelAccount;
  history: NonNullable<MailboxState['history']>;
}) {
  const { t } = useTexts();
  const { number } = useFormats();
  const gone = missing > 0 && (
    <span className={classes.mailboxMissing}>{t('channels.mailbox.notGiven', { count: missing })}</span>
  );
  if (state === 'done')
    return (
      <>
        <span>{t('channels.mailbox.done', { count: taken - missing })}</span>
        {gone}
      </>
    );
  const shown = { taken: number(taken), total: number(total ?? 0) };
  return (
    <>
      <span className={classes.mailboxLine}>
        {total === null && state === 'running' ? t('channels.mailbox.listing') : t(LINES[state], shown)}
        <PauseButton channel={channel} isPaused={state === 'paused'} />
      </span>
      {gone}
      <Progress
        value={total ? (100 * taken) / total : 0}
        size="sm"
        aria-label={t('channels.mailbox.progress', { name: channel.name })}
      />
    </>
  );
}

function PauseButton({ channel, isPaused }: { channel: ChannelAccount; isPaused: boolean }) {
  const { t } = useTexts();
  const may = useMay();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: () => {
      const inbound = channel.config['inbound'] as Inbound;
      const imap = { ...inbound.imap, historyPaused: !isPaused };
      const config = { ...channel.config, inbound: { ...inbound, imap } };
      return call('updateChannel', { params: { id: channel.id }, body: { config } });
    },
    onError: (error) => toastFailure(t('channels.saveFailed'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['channels'] }),
  });
  if (!may('channel.manage')) return null;
  return (
    <Button variant="subtle" size="compact-xs" loading={change.isPending} onClick={() => change.mutate()}>
      {t(isPaused ? 'channels.mailbox.resume' : 'channels.mailbox.pause')}
    </Button>
  );
}

function Count({ count: { at, folders } }: { count: NonNullable<MailboxState['count']> }) {
  const { t } = useTexts();
  const { number } = useFormats();
  const short = folders.filter(({ missing }) => missing.length > 0);
  const fetched = folders.reduce((sum, folder) => sum + folder.fetched, 0);
  return (
    <>
      {short.map(({ folder, here, onServer, missing }) => (
        <span key={folder} className={classes.mailboxMissing}>
          {t('channels.mailbox.differs', {
            folder,
            ...{ here: number(here), onServer: number(onServer), uids: missing.slice(0, 10).join(', ') },
          })}
        </span>
      ))}
      <span>
        {[
          short.length === 0 && t('channels.mailbox.same'),
          fetched > 0 && t('channels.mailbox.fetched', { count: fetched }),
          t('channels.mailbox.counted'),
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        <ShortTime at={at} />
      </span>
    </>
  );
}
