import type { Delivery, DeliveryStatus, MessageEntry } from '@guichet/contracts';
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBack,
  IconCheck,
  IconChecks,
  IconClock,
  IconHandStop,
  IconMailForward,
  IconPrinter,
  IconQuestionMark,
  IconSend,
  type Icon,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { call } from '../../../shared/api/client.js';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { writtenIn } from '../../../shared/drafts/draft-content.js';
import { useConnection } from '../../../shared/live/use-live-connection.js';
import { isUnanswered } from '../../../shared/outbox/unconfirmed-entries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { usePressGuard } from '../../../shared/pointer/use-press-guard.js';
import classes from './delivery-status-line.module.css';
import { isUndoable } from '../../../shared/outbox/last-scheduled-reply.js';
import { LetterCommands } from './letter-commands.js';
import { useCancelScheduledMessage } from '../../../shared/outbox/use-cancel-scheduled-message.js';

const icons: Record<DeliveryStatus, Icon> = {
  scheduled: IconClock,
  canceled: IconArrowBack,
  blocked: IconHandStop,
  queued: IconClock,
  sending: IconSend,
  'to-print': IconPrinter,
  'handed-over': IconMailForward,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
  unknown: IconQuestionMark,
};

/** Seconds until the server sends a scheduled message. The server's clock may differ from ours by a little: never below 0. */
function useCountdown(dueAt: string | null, running: boolean) {
  const left = () => (dueAt ? Math.max(0, Math.ceil((Date.parse(dueAt) - Date.now()) / 1000)) : 0);
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    if (!running) return;
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  }, [dueAt, running]);
  return seconds;
}

interface Props {
  entry: MessageEntry;
  delivery: Delivery;
  caseId: string;
}

/** What can be done about a message that has not arrived: each returns nothing, and says by a toast that it failed. */
function useDeliveryCommands({ entry, caseId }: Props) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const drafts = useDrafts();
  const cancel = useCancelScheduledMessage(caseId);
  const command = useMutation({
    mutationFn: (verb: 'retry' | 'send-now') =>
      call(verb === 'retry' ? 'retryMessage' : 'sendMessageNow', {
        params: { id: caseId, entryId: entry.id },
        idempotencyKey: undefined,
      }),
    onError: (error) => toastFailure(t('case.delivery.actionFailed'), problemText(error)),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['timeline', caseId] });
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });
  return {
    canceling: cancel.isPending,
    cancel: () => cancel.mutate(entry),
    running: command.isPending,
    sendNow: () => command.mutate('send-now'),
    retry: () => command.mutate('retry'),
    /** Brings the words back, so that they can take another reply route. */
    writeAgain: () => drafts.restore(caseId, { mode: 'reply', ...writtenIn(entry), attachments: [] }),
  };
}

const SOON = 120;

/** Why the provider refuses what is written freely too long after the citizen’s last message. */
const WINDOW_CLOSED = 'meta.window-closed';

/** How the delivery stands, in words. */
function useDeliveryText({ status, dueAt, attempts, letter }: Delivery) {
  const { t } = useTexts();
  const formats = useFormats();
  const seconds = useCountdown(dueAt, status === 'scheduled');
  if (status === 'scheduled')
    return seconds > SOON
      ? t('case.delivery.leavesAt', { at: formats.dateTime(dueAt!) })
      : t('case.delivery.leavesIn', { count: seconds });
  if (status === 'queued' && attempts > 0 && dueAt) return t('case.delivery.retriesAt', { at: formats.clock(dueAt) });
  if (status === 'to-print' && letter?.printed)
    return t('case.delivery.printedBy', { name: letter.printed.by, at: formats.dateTime(letter.printed.at) });
  if (status === 'sent' && letter?.postedAt) return t('case.delivery.postedOn', { on: formats.date(letter.postedAt) });
  return t(`case.delivery.${status}`);
}

/** The words on a letter that is printed or posted name the day. */
const saysWhen = ({ status, letter }: Delivery): boolean =>
  letter !== undefined && (status === 'sent' || (status === 'to-print' && letter.printed !== null));

function DeliveryState({ delivery }: Pick<Props, 'delivery'>) {
  const { t } = useTexts();
  const formats = useFormats();
  const channelReason = useChannelReason();
  const text = useDeliveryText(delivery);
  const { status, letter } = delivery;
  const Glyph = icons[status];
  const scheduled = status === 'scheduled';
  const reason = delivery.reason && channelReason(delivery.reason);
  const title = [t(`case.delivery.${status}`), formats.full(delivery.at), reason].filter(Boolean).join(' · ');
  return (
    <p className={classes.state} title={title}>
      <Glyph size={15} stroke={1.75} aria-hidden />
      <span aria-live={scheduled ? 'off' : 'polite'}>{text}</span>
      {!scheduled && status !== 'blocked' && status !== 'queued' && !saysWhen(delivery) && (
        <span className={classes.at}>{t('case.delivery.at', { time: formats.clock(delivery.at) })}</span>
      )}
      {scheduled && delivery.cancelIfCitizenReplies && <span>· {t('case.delivery.cancelIfCitizenReplies')}</span>}
      {reason && <span className={classes.reason}>{reason}</span>}
      {letter && letter.postedBefore.length > 0 && (
        <span>
          · {t('case.delivery.postedBefore', { on: letter.postedBefore.map((at) => formats.date(at)).join(', ') })}
        </span>
      )}
    </p>
  );
}

/** Recipients whom a message to several has not reached. */
function FailedRecipients({ delivery }: Pick<Props, 'delivery'>) {
  const { t } = useTexts();
  const channelReason = useChannelReason();
  // Of the only recipient, the line above says it.
  const isSaid = delivery.recipients.length === 1 && delivery.reason === delivery.recipients[0]!.reason;
  const failed = isSaid ? [] : delivery.recipients.filter((recipient) => recipient.status === 'failed');
  return failed.map(({ address, reason }) => (
    <p key={address} className={classes.recipient}>
      {address}: {reason ? channelReason(reason) : t('case.delivery.failed')}
    </p>
  ));
}

/** Why a message is blocked that may be sent all the same, once an agent has looked at it. */
const DECIDED_BY_AGENT = new Set<string | null>(['citizen-wrote', 'author-may-not', 'author-now-anonymous']);

/** Buttons while a message waits: inside its undo delay, until later, or for the agent. */
function WaitingCommands({
  delivery,
  mayCancel,
  isUndoOfColleague,
  commands,
}: Pick<Props, 'delivery'> & {
  mayCancel: boolean;
  /** Its author can still undo it, which nobody else may cut short. */
  isUndoOfColleague: boolean;
  commands: ReturnType<typeof useDeliveryCommands>;
}) {
  const { t } = useTexts();
  const { status } = delivery;
  const guard = usePressGuard(status);
  const blocked = status === 'blocked';
  const sendable =
    (status === 'scheduled' && !isUndoOfColleague) || (blocked && mayCancel && DECIDED_BY_AGENT.has(delivery.reason));
  return (
    <span className={classes.acts}>
      {mayCancel && (
        <Button size="compact-sm" variant="light" loading={commands.canceling} onClick={commands.cancel}>
          {t(blocked ? 'case.delivery.takeBack' : 'case.delivery.undo')}
        </Button>
      )}
      {sendable && (
        <Button size="compact-sm" variant="subtle" loading={commands.running} onClick={commands.sendNow} {...guard}>
          {t(blocked ? 'case.delivery.sendAnyway' : 'case.delivery.sendNow')}
        </Button>
      )}
    </span>
  );
}

/** A reply that the server has not answered: while it cannot be reached, what the reply waits for is said. */
function UnansweredLine() {
  const { t } = useTexts();
  const isLost = useConnection() === 'lost';
  return (
    <div className={classes.line} data-status="queued">
      <p className={classes.state} role="status">
        <IconClock size={15} stroke={1.75} aria-hidden />
        {t(isLost ? 'case.delivery.waitsForConnection' : 'case.delivery.queued')}
      </p>
    </div>
  );
}

/** The delivery of a reply: scheduled, sent, failed or blocked, with the reason and what can be done about it. */
export function DeliveryStatusLine(props: Props) {
  return isUnanswered(props.entry.id) ? <UnansweredLine /> : <AnsweredLine {...props} />;
}

const isWaiting = ({ status }: Delivery): boolean =>
  status === 'scheduled' || status === 'queued' || status === 'blocked' || status === 'to-print';
const hasNotArrived = ({ status }: Delivery): boolean => status === 'failed' || status === 'unknown';

/** Buttons under a message that waits or has not arrived. Of most messages, which have arrived, nothing of this is drawn. */
function DeliveryCommands(props: Props) {
  const { entry, delivery } = props;
  const { t } = useTexts();
  const may = useMay();
  const { agent } = useSession();
  const commands = useDeliveryCommands(props);
  const own = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
  // Whoever answers here decides on what somebody left behind who may no longer.
  const isLeft = delivery.reason === 'author-may-not' && may('case.reply');
  // What is written again, on another channel, loses its files.
  const isRewritable = delivery.status === 'failed' && entry.attachments.length === 0 && may('case.reply');
  // The same words cannot succeed until the citizen writes: an approved message can, or another channel.
  const isPastWindow = isRewritable && (delivery.reason?.startsWith(WINDOW_CLOSED) ?? false);
  return (
    <>
      {isWaiting(delivery) && (
        <WaitingCommands
          delivery={delivery}
          mayCancel={own || isLeft || may('message.cancel-others')}
          isUndoOfColleague={!own && isUndoable(entry)}
          commands={commands}
        />
      )}
      {delivery.letter && <LetterCommands {...props} />}
      {hasNotArrived(delivery) && !isPastWindow && (
        <Button size="compact-sm" variant="default" loading={commands.running} onClick={commands.retry}>
          {t('common.retry')}
        </Button>
      )}
      {isRewritable && (
        <Button
          className={classes.otherWay}
          size="compact-sm"
          variant={isPastWindow ? 'default' : 'subtle'}
          onClick={commands.writeAgain}
        >
          {t(isPastWindow ? 'case.delivery.afterWindow' : 'case.delivery.otherWay')}
        </Button>
      )}
    </>
  );
}

function AnsweredLine(props: Props) {
  const { delivery } = props;
  return (
    <div className={classes.line} data-status={delivery.status}>
      <DeliveryState delivery={delivery} />
      {delivery.recipients.length > 0 && <FailedRecipients delivery={delivery} />}
      {(isWaiting(delivery) || hasNotArrived(delivery) || delivery.letter) && <DeliveryCommands {...props} />}
    </div>
  );
}
