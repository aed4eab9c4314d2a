import type { Notification } from '@guichet/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useMarkNotificationsRead } from './use-mark-notifications-read.js';

/** What is seen and mended in one's own account. */
const ABOUT_ACCOUNT = new Set<Notification['about']['type']>([
  'new-device',
  'passkey-added',
  'passkey-removed',
  'passkeys-removed',
  'second-factor-reset',
]);

/** Where the account says what an absence has left with a substitute. */
const ABSENCE = 'absence';

/** The entry at which a case opens, as at a search hit. */
const placeOf = ({ position }: NonNullable<Notification['case']>) => (position === null ? {} : { at: position });

/** Opens the case of a notification, where it is about an entry at that, or the page where something can be done about it, and marks it as read. */
export function useOpenNotification() {
  const navigate = useNavigate();
  const read = useMarkNotificationsRead();
  return (one: Notification) => {
    if (one.readAt === null) void read({ ids: [one.id] });
    if (one.case)
      void navigate({
        to: '/inbox/$view/$caseId',
        params: { view: 'all', caseId: one.case.id },
        search: placeOf(one.case),
      });
    else if (one.about.type === 'break-glass')
      void navigate({ to: '/emergency-access/$accessId', params: { accessId: one.about.breakGlassId } });
    else if ('templateId' in one.about)
      void navigate({
        to: '/templates/$templateId',
        params: { templateId: one.about.templateId },
        search: { language: one.about.language },
      });
    else if (ABOUT_ACCOUNT.has(one.about.type)) void navigate({ to: '/settings/account' });
    else if (one.about.type === 'cases-to-give-back') void navigate({ to: '/settings/account', hash: ABSENCE });
    else if (one.about.type === 'refused-sign-ins') void navigate({ to: '/settings/refused-sign-ins' });
    else if (one.about.type === 'many-given')
      void navigate({ to: '/inbox/$view', params: { view: one.about.team === null ? 'mine' : 'team' } });
    else if (one.about.type === 'handed-over' || one.about.type === 'substitute')
      void navigate({ to: '/inbox/$view', params: { view: 'mine' } });
  };
}
