import type { PasswordLink } from '@guichet/contracts';
import { Badge } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useLinkState } from './use-password-link.js';

/** That an agent was invited and has not chosen a password yet, and what hinders it. */
export function InvitationBadge({ link }: { link: PasswordLink | undefined }) {
  const { t } = useTexts();
  const linkState = useLinkState();
  if (link?.purpose !== 'invitation') return null;
  const state = linkState(link);
  return (
    <Badge variant="light" tt="none" color={state === 'failed' || state === 'over' ? 'red' : 'gray'}>
      {t(`agents.link.badge.${state}`)}
    </Badge>
  );
}
