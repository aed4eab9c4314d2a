import type { Notification } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../i18n/time.js';
import { casesOf, type Stack } from './stacks.js';

/** What a notification says, in one line. */
export function useNotificationWords() {
  const { t } = useTranslation();
  const times = useTimes();
  return ({ about, case: item }: Notification, now: number): string => {
    const reference = item?.reference ?? t('desk.bell.gone');
    switch (about.type) {
      case 'clock': {
        const clock = t(`desk.clockWithin.${about.clock}`);
        if (about.level >= 200) return t('desk.bell.missedTwice', { clock, reference });
        if (about.level >= 100) return t('desk.bell.missed', { clock, reference });
        const left = Date.parse(about.dueAt) - now;
        if (left > 0) return t('desk.bell.due', { span: times.span(left), clock, reference });
        return t('desk.bell.wasDue', {
          clock: t(`desk.clock.${about.clock}`),
          reference,
          at: times.due(about.dueAt, now),
        });
      }
      case 'assigned':
        return t('desk.bell.assigned', { by: about.by, reference });
      case 'handed-over':
        return t('desk.bell.handedOver', { from: about.from, count: about.count });
      case 'mentioned':
        return t('desk.bell.mentioned', { by: about.by, reference });
    }
  };
}

/** What a stack of missed targets says, in one line. */
export function useStackWords() {
  const { t } = useTranslation();
  return (stack: Stack): string => {
    const { clock, level } = stack.about;
    const said = { clock: t(`desk.clockWithin.${clock}`), count: casesOf(stack).length };
    return level >= 200 ? t('desk.bell.manyMissedTwice', said) : t('desk.bell.manyMissedOf', said);
  };
}
