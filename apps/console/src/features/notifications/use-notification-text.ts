import type { Language, Notification } from '@guichet/contracts';
import { displayName } from '../../shared/i18n/display-name.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTemplateNames } from '../../shared/i18n/use-template-names.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useDeviceName } from '../../shared/session/use-device-name.js';
import { casesOf, type NotificationGroup } from './group-alike-notifications.js';

/** Those whose line names the citizen, where one is known. */
export const NAMES_CITIZEN: readonly Notification['about']['type'][] = ['followed-case', 'citizen-replied'];

/** Returns a formatter of notifications, each as one line. */
export function useNotificationText() {
  const { t } = useTexts();
  const formats = useFormats();
  const deviceName = useDeviceName();
  const { titleOf } = useTemplateNames();
  const template = ({ key, title }: { key?: string | null | undefined; title: string | null }) =>
    title === null ? t('notifications.someTemplate') : titleOf({ key, title });
  const substitution = useSubstitutionText();
  const languageOf = ({ language }: { language: Language }) => t(`notifications.versionIn.${language}`);
  return ({ about, case: item }: Notification, now: number): string => {
    const reference = item?.reference ?? t('notifications.inaccessibleCase');
    const name = item?.citizen && displayName(item.citizen);
    switch (about.type) {
      case 'sla-threshold': {
        const clock = t(`time.timerWithin.${about.timer}`);
        if (about.threshold >= 200) return t('notifications.missedTwice', { clock, reference });
        if (about.threshold >= 100) return t('notifications.missed', { clock, reference });
        // A moment: the line is read again days later.
        const isOver = Date.parse(about.dueAt) <= now;
        return t(isOver ? 'notifications.wasDue' : 'notifications.due', {
          clock: t(`time.timer.${about.timer}`),
          reference,
          at: formats.due(about.dueAt, now),
        });
      }
      case 'assigned':
        return t('notifications.assigned', { by: about.by, reference });
      case 'taken-over':
        return t('notifications.takenOver', { by: about.by, reference });
      case 'handed-over':
        return t('notifications.handedOver', { from: about.from, count: about.count });
      case 'substitute':
        return substitution(about);
      case 'cases-to-give-back':
        return t(`notifications.casesToGiveBack.${about.colleague === null ? 'queue' : about.side}`, {
          name: about.colleague,
          count: about.count,
        });
      case 'many-given':
        return about.team === null
          ? t('notifications.manyGiven', { by: about.by, count: about.count })
          : t('notifications.manyGivenToTeam', { by: about.by, count: about.count, team: about.team });
      case 'team-handover':
        return t('notifications.teamHandover', { by: about.by, from: about.from, to: about.to, reference });
      case 'second-factor-reset':
        return t('notifications.secondFactorReset', { by: about.by });
      case 'passkey-added':
        return t('notifications.passkeyAdded', {
          name: about.name,
          device: deviceName(about.userAgent),
          address: about.address,
        });
      case 'passkey-removed':
        return t('notifications.passkeyRemoved', {
          name: about.name,
          device: deviceName(about.userAgent),
          address: about.address,
        });
      case 'passkeys-removed':
        return t('notifications.passkeysRemoved', { by: about.by });
      case 'named-for-restricted':
        return t('notifications.namedForRestricted', { reference, instead: formats.list(about.instead) });
      case 'followed-case':
        return name
          ? t('notifications.followedCaseBy', { name, reference })
          : t('notifications.followedCase', { reference });
      case 'citizen-replied':
        return name
          ? t('notifications.citizenRepliedBy', { name, reference })
          : t('notifications.citizenReplied', { reference });
      case 'delivery-failed':
        return about.status === 'failed'
          ? t('notifications.deliveryFailed', { reference })
          : t('notifications.deliveryUnknown', { reference });
      case 'mentioned':
        return t('notifications.mentioned', { by: about.by, reference });
      case 'break-glass':
        return about.reference === null
          ? t('notifications.breakGlassElsewhere', { by: about.by, reason: about.reason })
          : t('notifications.breakGlass', { by: about.by, reference: about.reference, reason: about.reason });
      case 'new-device':
        return t('notifications.newDevice', { device: deviceName(about.userAgent), address: about.address });
      case 'template-returned':
        return about.title === null
          ? t('notifications.templateReturnedElsewhere', { by: about.by })
          : t('notifications.templateReturned', { by: about.by, title: template(about), language: languageOf(about) });
      case 'template-submitted':
        return t('notifications.templateSubmitted', {
          by: about.by,
          title: template(about),
          language: languageOf(about),
        });
      case 'template-approved':
        return t('notifications.templateApproved', {
          by: about.by,
          title: template(about),
          language: languageOf(about),
        });
      case 'template-withdrawn':
        return t('notifications.templateWithdrawn', { by: about.by, title: template(about) });
      case 'block-changed':
        return t(about.step === 'withdrawn' ? 'notifications.blockWithdrawn' : 'notifications.blockChanged', {
          ...{ by: about.by, title: template(about), count: about.count },
        });
      case 'refused-sign-ins': {
        const { account, address, count } = about;
        if (account !== null) return t('notifications.refusedForAccount', { count, account });
        return t('notifications.refusedFromNetwork', { count, address: address ?? '' });
      }
    }
  };
}

type Substitution = Extract<Notification['about'], { type: 'substitute' }>;

/** Returns a formatter of whom an agent stands in for: when, and how many cases come with it. */
function useSubstitutionText() {
  const { t } = useTexts();
  const formats = useFormats();
  return ({ of: name, from, until, count }: Substitution): string => {
    const days = {
      ...{ name, from: from ? formats.absenceFrom(from) : '', until: until ? formats.absenceUntil(until) : '' },
    };
    const when = from ? (until ? 'fromUntil' : 'from') : until ? 'until' : 'now';
    const what = t(`notifications.substitute.${when}`, days);
    return count === 0 ? what : `${what} ${t('notifications.substitute.cases', { count })}`;
  };
}

/** Returns a formatter of groups of notifications, each as one line. */
export function useNotificationGroupText() {
  const { t } = useTexts();
  return (stack: NotificationGroup): string => {
    const count = casesOf(stack).length;
    if (stack.about.type === 'assigned') return t('notifications.manyGiven', { by: stack.about.by, count });
    const { timer, threshold } = stack.about;
    const said = { clock: t(`time.timerWithin.${timer}`), count };
    return threshold >= 200 ? t('notifications.manyMissedTwice', said) : t('notifications.manyMissedOf', said);
  };
}
