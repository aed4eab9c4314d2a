import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { signInOptionsQuery } from '../../../shared/passkeys/sign-in-options-and-passkeys.js';
import { useMay } from '../../../shared/session/use-session.js';

/**
 * Whether links for a password go by mail (undefined while it is not known), and the provider that alone signs in the domain of an
 * address, so that there is no link.
 */
export function usePasswordLinksByMail() {
  // Whoever has just added a mail account comes back to send.
  const { data } = useQuery({ ...signInOptionsQuery, staleTime: 0 });
  return {
    isMailed: data?.mailsPasswords,
    providerFor: (email: string) => {
      const domain = email.trim().split('@')[1]?.toLowerCase();
      return data?.providers.find(
        ({ domains, passwordsAllowed }) => domain !== undefined && !passwordsAllowed && domains.includes(domain),
      );
    },
  };
}

/** That no mail can be sent, what to do instead, and where that is changed. */
export function NoMail({ what }: { what: 'invitation' | 'link' }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <Text size="sm" role="status">
      {t(`agents.link.noMail.${what}`)}{' '}
      {may('channel.manage') && (
        <Anchor component={Link} to="/settings/channels" inherit underline="always">
          {t('agents.link.noMail.channels')}
        </Anchor>
      )}
    </Text>
  );
}
