import { useRouter } from '@tanstack/react-router';
import { dueBefore } from '../../../shared/cases/due-urgency.js';
import { FutureTimePicker } from '../../../shared/cases/future-time-picker.js';
import type { Saying } from '../../../shared/cases/use-update-cases.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import classes from './snooze-choice.module.css';
import { sharedValue, useApplyChoice, type PickerProps } from './use-apply-choice.js';

/** Returns what is to be said of a moment until which the cases would sleep: that a target is missed before it. */
function useMissedBefore({ items }: PickerProps) {
  const { t } = useTexts();
  return (at: Date) => {
    const count = dueBefore(items, { from: Date.now(), until: at.getTime() });
    if (count === 0) return undefined;
    return items.length === 1 ? t('case.snooze.afterDue') : t('case.snooze.dueBefore', { count });
  };
}

/** Returns what is said of cases that sleep until a moment: one that is not the agent's own is not in their list of what is put off. */
function useSnoozedText({ items }: PickerProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const router = useRouter();
  const { agent } = useSession();
  return (at: Date): string | Saying => {
    const until = formats.dateTime(at.getTime());
    const [only, ...others] = items;
    if (!only || others.length > 0 || only.assignee?.id === agent.id)
      return t('common.toast.snoozed', { count: items.length, until });
    const search = { status: 'snoozed' } as const;
    const link = {
      label: t('views.snoozedOfEverybody'),
      run: () => void router.navigate({ to: '/inbox/$view', params: { view: 'all' }, search }),
    };
    return { said: t('common.toast.snoozedNotOwn', { until }), link };
  };
}

/** Until when cases sleep; those that sleep already can be woken. */
export function SnoozeChoice(props: PickerProps) {
  const { t } = useTexts();
  const apply = useApplyChoice(props);
  const said = useSnoozedText(props);
  const remark = useMissedBefore(props);
  const { items } = props;
  const asleep = items.length > 0 && items.every(({ status }) => status === 'snoozed');
  // The target of a first reply runs all the same, and the moments say whether it is missed.
  const wait =
    items.length > 0 && items.every(({ status, dueFor }) => status === 'waiting' && dueFor !== 'first-response');
  const wake = () =>
    apply({ status: 'open' }, t('common.toast.status', { count: items.length, status: t('common.status.open') }));
  return (
    <>
      {wait && <p className={classes.waits}>{t('case.snooze.waits', { count: items.length })}</p>}
      <FutureTimePicker
        label={t('choose.snooze')}
        action={t('case.action.snooze')}
        chosen={sharedValue(items, (item) => item.snoozeUntil ?? undefined)}
        remark={remark}
        now={asleep ? { label: t('case.snooze.wake'), run: wake } : undefined}
        onChoose={(at) => apply({ status: 'snoozed', snoozeUntil: at.toISOString() }, said(at))}
      />
    </>
  );
}
