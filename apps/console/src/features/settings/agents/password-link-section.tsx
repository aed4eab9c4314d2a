import type { Agent } from '@guichet/contracts';
import { Hint, PageSection } from '@guichet/ui';
import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { SecretDialog } from '../../../shared/feedback/secret-dialog.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { NoMail, usePasswordLinksByMail } from './password-links-by-mail.js';
import { textsOf, useCreatePasswordLink, useLinkState, useLinkTexts, usePasswordLinks } from './use-password-link.js';

/** The password of an agent: how things stand with their invitation, and a link by which they choose a new one. */
export function PasswordLinkSection({ agent }: { agent: Agent }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const texts = useLinkTexts();
  const link = usePasswordLinks().get(agent.id);
  const create = useCreatePasswordLink(agent.id);
  const { isMailed } = usePasswordLinksByMail();
  const failed = (what: 'mail' | 'link' | 'withdraw') => (error: unknown) =>
    toastFailure(t(`agents.link.failed.${what}`), problemText(error));
  const revoke = useMutation({
    mutationFn: () => call('revokePasswordLink', { params: { id: agent.id } }),
    onError: failed('withdraw'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['password-links'] }),
  });
  const purpose = textsOf(link?.purpose);
  return (
    <PageSection>
      <h2>{t(`agents.link.title.${purpose}`)}</h2>
      <Hint>{t(`agents.link.hint.${purpose}`)}</Hint>
      {link && <LinkStanding agent={agent} />}
      {isMailed === false && <NoMail what="link" />}
      <Group gap="xs" mt="sm">
        {isMailed !== false && (
          <Button
            variant="default"
            loading={create.isPending && create.variables === 'mail'}
            onClick={() => create.mutate('mail', { onError: failed('mail') })}
          >
            {t(link ? 'agents.link.sendAgain' : 'agents.link.send')}
          </Button>
        )}
        <Button
          variant="default"
          loading={create.isPending && create.variables === 'link'}
          onClick={() => create.mutate('link', { onError: failed('link') })}
        >
          {t('agents.link.show')}
        </Button>
        {link && (
          <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('agents.link.withdraw')}
          </Button>
        )}
      </Group>
      {create.data?.link && (
        <SecretDialog {...texts(agent.name, create.data.purpose)} secret={create.data.link} onClose={create.reset} />
      )}
    </PageSection>
  );
}

/** What became of the link, and until when it is good. */
function LinkStanding({ agent }: { agent: Agent }) {
  const { t } = useTexts();
  const formats = useFormats();
  const reasonText = useChannelReason();
  const linkState = useLinkState();
  const link = usePasswordLinks().get(agent.id);
  if (!link) return null;
  const state = linkState(link);
  const at = { email: agent.email, until: formats.dateTime(link.expiresAt), sent: formats.dateTime(link.createdAt) };
  return (
    <Text
      size="sm"
      role="status"
      c={state === 'failed' || (state === 'over' && link.purpose === 'invitation') ? 'red' : undefined}
    >
      {t(`agents.link.state.${state}`, at)}
      {state === 'failed' && link.mailProblem && ` ${reasonText(link.mailProblem)}`}
    </Text>
  );
}
