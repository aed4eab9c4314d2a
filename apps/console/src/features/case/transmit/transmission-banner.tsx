import type { CaseDetail, DeliveryStatus, Transmission } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconArrowForwardUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { refreshSide, useRetrySide } from '../side/side-queries.js';
import classes from './transmission-banner.module.css';

const ARRIVED: ReadonlySet<DeliveryStatus> = new Set(['sent', 'delivered', 'read']);
const STUCK: ReadonlySet<DeliveryStatus> = new Set(['failed', 'unknown', 'blocked']);

interface SideProps {
  /** To whom. */
  label: string;
  side: Transmission['notice'] | NonNullable<Transmission['forward']>;
  retry: { isPending: boolean; run: () => void };
}

/** How one of the two messages stands; one that did not arrive can be sent again. */
function Side({ label, side: { status, reason }, retry }: SideProps) {
  const { t } = useTexts();
  const may = useMay();
  const reasonText = useChannelReason();
  const stuck = STUCK.has(status);
  const Glyph = stuck ? IconAlertTriangle : ARRIVED.has(status) ? IconCheck : IconClock;
  const words = [t(`case.delivery.${status}`), stuck && reason && reasonText(reason)].filter(Boolean).join(' · ');
  return (
    <li className={classes.side} data-stuck={stuck || undefined}>
      <Glyph size={14} stroke={1.75} aria-hidden />
      <span>{t('case.transmit.side', { label, status: words })}</span>
      {stuck && may('case.reply') && (
        <Button size="compact-sm" variant="default" loading={retry.isPending} onClick={retry.run}>
          {t('common.retry')}
        </Button>
      )}
    </li>
  );
}

/** Sends the notice to the citizen again. */
function useRetryNotice(caseId: string) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (entryId: string) =>
      call('retryMessage', { params: { id: caseId, entryId }, idempotencyKey: undefined }),
    onError: (error) => toastFailure(t('case.delivery.actionFailed'), problemText(error)),
    onSettled: () => refreshSide(queryClient, caseId),
  });
}

/** To which administration the request was passed on, and whether both it and the citizen have got their message. */
export function TransmissionBanner({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  const formats = useFormats();
  const retrySide = useRetrySide(item.id);
  const retryNotice = useRetryNotice(item.id);
  const { transmission } = item;
  if (!transmission || item.mergedInto) return null;
  const { authority, passedOn, by, doneAt, forward, notice } = transmission;
  const said = { authority, by, on: formats.date(passedOn) };
  return (
    <section className={classes.banner} aria-label={t('case.transmit.label')}>
      <IconArrowForwardUp size={16} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <p className={classes.head}>{doneAt ? t('case.transmit.done', said) : t('case.transmit.underWay', said)}</p>
        <ul className={classes.sides}>
          {forward ? (
            <Side
              label={t('case.transmit.administration')}
              side={forward}
              retry={{
                isPending: retrySide.isPending,
                run: () => retrySide.mutate({ sideId: forward.sideConversationId, messageId: forward.messageId }),
              }}
            />
          ) : (
            <li className={classes.side}>
              <IconCheck size={14} stroke={1.75} aria-hidden />
              {t('case.transmit.side', { label: t('case.transmit.administration'), status: t('case.transmit.handed') })}
            </li>
          )}
          <Side
            label={t('case.transmit.citizen')}
            side={notice}
            retry={{ isPending: retryNotice.isPending, run: () => retryNotice.mutate(notice.entryId) }}
          />
        </ul>
      </div>
    </section>
  );
}
