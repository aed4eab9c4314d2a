import type { SignInLink } from '@guichet/contracts';
import { ErrorState, Hint, PageSection, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { signInLinksQuery } from './sign-in-provider-queries.js';

/** The accounts at providers by which agents sign in; those that wait for an administrator first. */
export function LinkedProviderAccounts() {
  const { t } = useTexts();
  const { data: links, error, refetch } = useQuery(signInLinksQuery);
  if (error && !links)
    return <ErrorState error={error} what={t('signIn.links.failed')} onRetry={() => void refetch()} />;
  if (!links) return <Skeleton height={120} />;
  return (
    <PageSection>
      <h2>{t('signIn.links.title')}</h2>
      <Hint>{t(links.length > 0 ? 'signIn.links.hint' : 'signIn.links.none')}</Hint>
      <RowList>
        {links.map((link) => (
          <LinkRow key={link.id} link={link} />
        ))}
      </RowList>
    </PageSection>
  );
}

function LinkRow({ link }: { link: SignInLink }) {
  const { t } = useTexts();
  const formats = useFormats();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { id, agent, provider, issuer, subject, address, state, createdAt, usedAt } = link;
  const isWaiting = state === 'waiting';
  const options = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: signInLinksQuery.queryKey }),
    onError: (error: unknown) => toastFailure(agent.name, problemText(error)),
  };
  const approve = useMutation({ mutationFn: () => call('approveSignInLink', { params: { id } }), ...options });
  const remove = useMutation({ mutationFn: () => call('deleteSignInLink', { params: { id } }), ...options });
  const when = usedAt
    ? t('signIn.links.used', { at: formats.date(usedAt) })
    : t('signIn.links.since', { at: formats.date(createdAt) });
  return (
    <Row>
      <RowMain>
        <RowName>
          <bdi>{agent.name}</bdi>
          {isWaiting && (
            <Badge variant="light" tt="none">
              {t('signIn.links.waiting')}
            </Badge>
          )}
        </RowName>
        <RowDetail>{[provider ?? issuer, address, t('signIn.links.subject', { subject }), when].join(' · ')}</RowDetail>
      </RowMain>
      {isWaiting && (
        <Button size="xs" loading={approve.isPending} onClick={() => approve.mutate()}>
          {t('signIn.links.approve')}
        </Button>
      )}
      <Button variant="default" size="xs" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t(isWaiting ? 'signIn.links.refuse' : 'signIn.links.part')}
      </Button>
    </Row>
  );
}
