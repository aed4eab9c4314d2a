import type { Delivery, DeliveryStatus, MessageEntry } from '@guichet/contracts';
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBack,
  IconCheck,
  IconChecks,
  IconClock,
  IconHandStop,
  IconQuestionMark,
  IconSend,
  type Icon,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { restore } from '../composer/restore.js';
import { useProblemText } from '../i18n/problem-text.js';
import { useTimes } from '../i18n/time.js';
import { useMay, useSession } from '../session/use-session.js';
import { toastFailure } from '../shell/toast.js';
import classes from './delivery-line.module.css';
import { useDeliveryReason } from './use-delivery-reason.js';
import { useTakeBack } from './use-take-back.js';

const icons: Record<DeliveryStatus, Icon> = {
  held: IconClock,
  recalled: IconArrowBack,
  stopped: IconHandStop,
  queued: IconClock,
  sending: IconSend,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
  unknown: IconQuestionMark,
};

/** Seconds until the server lets a held message go. The server's clock may differ from ours by a little: never below 0. */
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

export function DeliveryLine({ entry, delivery, caseId }: { entry: MessageEntry; delivery: Delivery; caseId: string }) {
  const { t } = useTranslation();
  const times = useTimes();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const may = useMay();
  const { agent } = useSession();
  const { status } = delivery;
  const held = status === 'held';
  const stopped = status === 'stopped';
  const seconds = useCountdown(delivery.dueAt, held);
  const own = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
  const path = `/cases/${caseId}/messages/${entry.id}`;
  const undo = useTakeBack(caseId);
  const act = useMutation({
    mutationFn: (verb: 'retry' | 'send-now') => post(`${path}/${verb}`, undefined, { idempotencyKey: undefined }),
    onError: (error) => toastFailure(t('delivery.actFailed'), problemText(error)),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['timeline', caseId] });
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });

  const Glyph = icons[status];
  const later = held && seconds > 120;
  const words = held
    ? later
      ? t('delivery.leavesAt', { at: times.dateTime(delivery.dueAt!) })
      : t('delivery.leavesIn', { count: seconds })
    : status === 'queued' && delivery.attempts > 0 && delivery.dueAt
      ? t('delivery.retriesAt', { at: times.clock(delivery.dueAt) })
      : t(`delivery.${status}`);
  const reason = useDeliveryReason()(delivery.reason);
  const mayTakeBack = own || may('message.recall-others');
  const troubled = delivery.recipients.filter((recipient) => recipient.status === 'failed');

  return (
    <div className={classes.line} data-status={status}>
      <p
        className={classes.state}
        title={[t(`delivery.${status}`), times.full(delivery.at), reason].filter(Boolean).join(' · ')}
      >
        <Glyph size={15} stroke={1.75} aria-hidden />
        <span aria-live={held ? 'off' : 'polite'}>{words}</span>
        {!held && !stopped && status !== 'queued' && <span className={classes.at}>{times.clock(delivery.at)}</span>}
        {held && delivery.unlessWritten && <span>· {t('delivery.unlessWritten')}</span>}
        {reason && <span className={classes.reason}>– {reason}</span>}
      </p>
      {troubled.map((recipient) => (
        <p key={recipient.address} className={classes.recipient}>
          {recipient.address}: {recipient.reason ?? t('delivery.failed')}
        </p>
      ))}
      {(held || status === 'queued') && (
        <span className={classes.acts}>
          {mayTakeBack && (
            <Button size="compact-sm" variant="light" loading={undo.isPending} onClick={() => undo.mutate(entry)}>
              {t('delivery.undo')}
            </Button>
          )}
          {held && (
            <Button size="compact-sm" variant="subtle" loading={act.isPending} onClick={() => act.mutate('send-now')}>
              {t('delivery.sendNow')}
            </Button>
          )}
        </span>
      )}
      {stopped && mayTakeBack && (
        <span className={classes.acts}>
          <Button size="compact-sm" variant="light" loading={undo.isPending} onClick={() => undo.mutate(entry)}>
            {t('delivery.takeBack')}
          </Button>
          {delivery.reason === 'citizen-wrote' && (
            <Button size="compact-sm" variant="subtle" loading={act.isPending} onClick={() => act.mutate('send-now')}>
              {t('delivery.sendAnyway')}
            </Button>
          )}
        </span>
      )}
      {(status === 'failed' || status === 'unknown') && (
        <Button size="compact-sm" variant="default" loading={act.isPending} onClick={() => act.mutate('retry')}>
          {t('retry')}
        </Button>
      )}
      {status === 'failed' && entry.attachments.length === 0 && may('case.reply') && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => restore(caseId, { mode: 'reply', text: entry.text, html: entry.html, attachments: [] })}
        >
          {t('delivery.otherWay')}
        </Button>
      )}
    </div>
  );
}
