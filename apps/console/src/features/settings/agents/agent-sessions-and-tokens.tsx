import type { Agent } from '@guichet/contracts';
import { ErrorState, Hint, PageSection, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Button, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { agentAccessQuery } from '../../../shared/api/settings-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SessionRows } from '../../../shared/session/session-rows.js';

/** What is ended: a session or a token by its id, or everything. */
type Ended = { sessionId: string } | { tokenId: string } | 'all';

function useEndAccess({ id, name }: Pick<Agent, 'id' | 'name'>) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (ended: Ended) => {
      if (ended === 'all') return call('endAgentAccess', { params: { id } });
      return 'sessionId' in ended
        ? call('endAgentSession', { params: { id, ...ended } })
        : call('endAgentToken', { params: { id, ...ended } });
    },
    onSuccess: (_, ended) => {
      const what = ended === 'all' ? 'all' : 'sessionId' in ended ? 'session' : 'token';
      toast({ message: t(`agents.access.ended.${what}`, { name }) });
    },
    onError: (failure) => toastFailure(t('account.endFailed'), problemText(failure)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['agent-access', id] }),
  });
}

/** Where an agent is signed in, and the API tokens that act for them; each can be ended, and all at once. */
export function AgentAccess({ agent }: { agent: Agent }) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(agentAccessQuery(agent.id));
  const end = useEndAccess(agent);
  const ending = end.isPending ? end.variables : undefined;
  const isEmpty = data?.sessions.length === 0 && data.tokens.length === 0;
  return (
    <PageSection>
      <h2>{t('agents.access.title')}</h2>
      <Hint>{t('agents.access.hint')}</Hint>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={60} />
      ) : isEmpty ? (
        <p>{t('agents.access.none')}</p>
      ) : (
        <>
          <SessionRows
            sessions={data.sessions}
            ending={typeof ending === 'object' && 'sessionId' in ending ? ending.sessionId : undefined}
            onEnd={(sessionId) => end.mutate({ sessionId })}
          />
          <TokenRows
            tokens={data.tokens}
            ending={typeof ending === 'object' && 'tokenId' in ending ? ending.tokenId : undefined}
            onEnd={(tokenId) => end.mutate({ tokenId })}
          />
          <Button variant="default" mt="md" loading={ending === 'all'} onClick={() => end.mutate('all')}>
            {t('agents.access.endAll')}
          </Button>
        </>
      )}
    </PageSection>
  );
}

function TokenRows({
  tokens,
  ending,
  onEnd,
}: {
  tokens: readonly { id: string; name: string; createdAt: string; expiresAt: string; lastUsedAt: string | null }[];
  ending: string | undefined;
  onEnd: (id: string) => void;
}) {
  const { t } = useTexts();
  const formats = useFormats();
  if (tokens.length === 0) return null;
  return (
    <>
      <Text component="h3" size="sm" fw={600} mt="md" mb="xs">
        {t('tokens.title')}
      </Text>
      <RowList>
        {tokens.map((token) => (
          <Row key={token.id}>
            <RowMain>
              <RowName>{token.name}</RowName>
              <RowDetail>
                {[
                  t('agents.access.created', { at: formats.dateTime(token.createdAt) }),
                  t('tokens.expires', { at: formats.dateTime(token.expiresAt) }),
                  token.lastUsedAt ? t('tokens.used', { at: formats.dateTime(token.lastUsedAt) }) : t('tokens.unused'),
                ].join(' · ')}
              </RowDetail>
            </RowMain>
            <Button variant="default" size="xs" loading={ending === token.id} onClick={() => onEnd(token.id)}>
              {t('tokens.revoke')}
            </Button>
          </Row>
        ))}
      </RowList>
    </>
  );
}
