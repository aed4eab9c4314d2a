import type { Agent } from '@guichet/contracts';
import { Button, Group, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { SecretDialog } from '../../../shared/feedback/secret-dialog.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './agents-page.module.css';
import { NoMail, usePasswordLinksByMail } from './password-links-by-mail.js';
import { useLinkState, usePasswordLinks } from './use-password-link.js';

/** Those who were invited and whom no link has reached, as after an import without a mail account. */
function usePending(agents: readonly Agent[]): readonly Agent[] {
  const links = usePasswordLinks();
  const linkState = useLinkState();
  return agents.filter(({ id, active }) => {
    const link = links.get(id);
    return active && link?.purpose === 'invitation' && ['none', 'failed', 'over'].includes(linkState(link));
  });
}

/** Makes a link for each of them, one after the other, by mail or to be handed over. */
function useLinksForAll(by: 'mail' | 'link') {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: async (agents: readonly Agent[]) => {
      const made: { agent: Agent; link: string }[] = [];
      for (const agent of agents) {
        const { link } = await call('createPasswordLink', {
          params: { id: agent.id },
          body: { by },
          idempotencyKey: undefined,
        });
        made.push({ agent, link: link ?? '' });
      }
      return made;
    },
    onError: (error) => toastFailure(t(`agents.link.failed.${by}`), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['password-links'] }),
  });
}

/** All invitations that have reached nobody, in one act: their links as a list to copy, or a mail to each. */
export function SendUndeliveredInvitations({ agents }: { agents: readonly Agent[] }) {
  const { t } = useTexts();
  const pending = usePending(agents);
  const show = useLinksForAll('link');
  const mail = useLinksForAll('mail');
  const { isMailed } = usePasswordLinksByMail();
  const send = () =>
    mail.mutate(pending, { onSuccess: (sent) => toast({ message: t('agents.pending.sent', { count: sent.length }) }) });
  return (
    <>
      {pending.length > 0 && (
        <Group className={classes.pending}>
          <div>
            <Text size="sm">{t('agents.pending.text', { count: pending.length })}</Text>
            {isMailed === false && <NoMail what="link" />}
          </div>
          <Group gap="xs">
            {isMailed !== false && (
              <Button size="xs" variant="default" loading={mail.isPending} onClick={send}>
                {t('agents.pending.send')}
              </Button>
            )}
            <Button size="xs" variant="default" loading={show.isPending} onClick={() => show.mutate(pending)}>
              {t('agents.pending.show')}
            </Button>
          </Group>
        </Group>
      )}
      {show.data && <LinkList made={show.data} onClose={show.reset} />}
    </>
  );
}

/** One line for each agent, which a spreadsheet takes as cells once it is copied. */
function LinkList({ made, onClose }: { made: { agent: Agent; link: string }[]; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <SecretDialog
      title={t('agents.pending.title')}
      text={t('agents.pending.hint')}
      size={760}
      secret={made.map(({ agent: { name, email }, link }) => [name, email, link].join('\t')).join('\n')}
      onClose={onClose}
    >
      <div className={classes.links} tabIndex={0} role="region" aria-label={t('agents.pending.title')}>
        <Table>
          <Table.Tbody>
            {made.map(({ agent, link }) => (
              <Table.Tr key={agent.id}>
                <Table.Td w="40%">
                  <bdi>{agent.name}</bdi>
                  <div>
                    <bdi>{agent.email}</bdi>
                  </div>
                </Table.Td>
                <Table.Td>{link}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </SecretDialog>
  );
}
