import { Button } from '@mantine/core';
import { IconClockPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dueBefore } from '../../../shared/cases/due-urgency.js';
import { FutureTimePicker } from '../../../shared/cases/future-time-picker.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import classes from './snooze-choice.module.css';
import { sharedValue, useApplyChoice, type PickerProps } from './use-apply-choice.js';

/** Returns what is to be said of a moment until which the cases would sleep: that a target is missed before it. */
function useMissedBefore({ items }: PickerProps) {
  const { t } = useTranslation();
  return (at: Date) => {
    const count = dueBefore(items, { from: Date.now(), until: at.getTime() });
    if (count === 0) return undefined;
    return items.length === 1 ? t('case.snooze.afterDue') : t('case.snooze.dueBefore', { count });
  };
}

/** Until when cases sleep; those that sleep already can be woken. */
export function SnoozeChoice(props: PickerProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const apply = useApplyChoice(props);
  const remark = useMissedBefore(props);
  const { items } = props;
  const asleep = items.length > 0 && items.every(({ status }) => status === 'snoozed');
  // The target of a first reply runs all the same, and the moments say whether it is missed.
  const wait =
    items.length > 0 && items.every(({ status, dueFor }) => status === 'waiting' && dueFor !== 'first-response');
  return (
    <>
      {wait && <p className={classes.waits}>{t('case.snooze.waits', { count: items.length })}</p>}
      <FutureTimePicker
        label={t('common.choose.snooze')}
        action={t('case.action.snooze')}
        chosen={sharedValue(items, (item) => item.snoozeUntil ?? undefined)}
        remark={remark}
        onChoose={(at) =>
          apply(
            { status: 'snoozed', snoozeUntil: at.toISOString() },
            t('common.toast.snoozed', { count: items.length, until: formats.dateTime(at.getTime()) }),
          )
        }
      />
      {asleep && (
        <Button
          className={classes.wake}
          variant="default"
          leftSection={<IconClockPlay size={16} stroke={1.5} aria-hidden />}
          onClick={() =>
            apply(
              { status: 'open' },
              t('common.toast.status', { count: items.length, status: t('common.status.open') }),
            )
          }
        >
          {t('case.snooze.wake')}
        </Button>
      )}
    </>
  );
}
