import {
  IconBell,
  IconBuildingBank,
  IconCategory,
  IconLockOpen2,
  IconLockX,
  IconLogin2,
  IconMailCheck,
  IconMailCog,
  IconMailOff,
  IconMoodSmile,
  IconPlaylistAdd,
  IconRobot,
  IconAddressBook,
  IconSignature,
  IconRoute,
  IconScale,
  IconTargetArrow,
  IconUser,
  IconUsers,
  IconUsersGroup,
  IconUserShield,
  IconWall,
} from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';

/** The pages of the settings that one may see, in their order. */
export function useSettingsPages() {
  const { t } = useTexts();
  const may = useMay();
  const pages = [
    { to: '/settings/account', label: t('settings.account'), icon: IconUser, shown: true },
    { to: '/settings/notifications', label: t('notificationSettings.title'), icon: IconBell, shown: true },
    { to: '/settings/channels', label: t('settings.channels'), icon: IconMailCog, shown: may('channel.read') },
    {
      to: '/settings/deliverability',
      label: t('settings.deliverability'),
      icon: IconMailCheck,
      shown: may('channel.manage'),
    },
    { to: '/settings/agents', label: t('settings.agents'), icon: IconUsers, shown: may('agent.read') },
    { to: '/settings/roles', label: t('roles.title'), icon: IconUserShield, shown: may('agent.read') },
    { to: '/settings/teams', label: t('settings.teams'), icon: IconUsersGroup, shown: may('team.read') },
    { to: '/settings/sectors', label: t('sectors.title'), icon: IconWall, shown: may('team.manage') },
    { to: '/settings/routing', label: t('routing.title'), icon: IconRoute, shown: may('routing.read') },
    { to: '/settings/case-types', label: t('caseTypes.title'), icon: IconCategory, shown: may('routing.read') },
    { to: '/settings/macros', label: t('macros.title'), icon: IconPlaylistAdd, shown: may('case.update') },
    {
      to: '/settings/sla',
      label: t('sla.title'),
      icon: IconTargetArrow,
      shown: may('routing.read'),
    },
    {
      to: '/settings/capacity',
      label: t('agents.capacity.title'),
      icon: IconScale,
      shown: may('routing.read'),
    },
    {
      to: '/settings/blocked-senders',
      label: t('settings.block.title'),
      icon: IconMailOff,
      shown: may('sender.list'),
    },
    {
      to: '/settings/signatures',
      label: t('signatureBlocks.title'),
      icon: IconSignature,
      shown: may('signature.manage'),
    },
    { to: '/settings/surveys', label: t('surveys.title'), icon: IconMoodSmile, shown: may('survey.manage') },
    { to: '/settings/groups', label: t('groups.title'), icon: IconAddressBook, shown: may('agent.manage') },
    {
      to: '/settings/service-accounts',
      label: t('serviceAccounts.title'),
      icon: IconRobot,
      shown: may('agent.manage'),
    },
    { to: '/settings/sign-in', label: t('signIn.title'), icon: IconLogin2, shown: may('organisation.manage') },
    {
      to: '/settings/emergency-access',
      label: t('emergencyAccess.listTitle'),
      icon: IconLockOpen2,
      shown: may('case.restrict') || may('case.break-glass'),
    },
    {
      to: '/settings/refused-sign-ins',
      label: t('settings.refused.title'),
      icon: IconLockX,
      shown: may('agent.manage'),
    },
    {
      to: '/settings/organisation',
      label: t('settings.organisation'),
      icon: IconBuildingBank,
      shown: may('organisation.manage'),
    },
  ] as const;
  return pages.filter(({ shown }) => shown);
}
