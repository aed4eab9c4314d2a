import type { SignInProvider, SignInWithoutAccount } from '@guichet/contracts';
import { ErrorState, Hint, PageSection, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { InviteAgentDialog } from '../agents/index.js';
import { withoutAccountQuery } from './sign-in-provider-queries.js';

/** Who was sent by a provider and has no account here: what was said to them, and an invitation that knows their name. */
export function SignInsWithoutAccount({ provider: { id } }: { provider: SignInProvider }) {
  const { t } = useTexts();
  const may = useMay();
  const queryClient = useQueryClient();
  const query = withoutAccountQuery(id);
  const { data: people, error, refetch } = useQuery(query);
  const [invited, setInvited] = useState<{ name: string; email: string }>();
  const close = () => {
    setInvited(undefined);
    // Whoever was invited has an account now.
    void queryClient.invalidateQueries({ queryKey: query.queryKey });
  };
  return (
    <PageSection>
      <h2>{t('signIn.withoutAccount.title')}</h2>
      <Hint>{t(people?.length === 0 ? 'signIn.withoutAccount.none' : 'signIn.withoutAccount.hint')}</Hint>
      {error && !people ? (
        <ErrorState error={error} what={t('signIn.withoutAccount.failed')} onRetry={() => void refetch()} />
      ) : !people ? (
        <Skeleton height={64} />
      ) : (
        <RowList>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} onInvite={may('agent.manage') ? setInvited : undefined} />
          ))}
        </RowList>
      )}
      {invited && <InviteAgentDialog invited={invited} onClose={close} />}
    </PageSection>
  );
}

interface RowProps {
  person: SignInWithoutAccount;
  onInvite: ((invited: { name: string; email: string }) => void) | undefined;
}

function PersonRow({ person: { address, name, proved, times, lastAt }, onInvite }: RowProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const shown = name ?? address ?? t('signIn.withoutAccount.nameless');
  const came = t('signIn.withoutAccount.came', { count: times, at: formats.dateTime(lastAt) });
  return (
    <Row>
      <RowMain>
        <RowName>
          <bdi>{shown}</bdi>
          {address !== null && !proved && (
            <Badge variant="light" color="orange" tt="none">
              {t('signIn.withoutAccount.unproved')}
            </Badge>
          )}
        </RowName>
        <RowDetail>
          {[name === null ? null : (address ?? t('signIn.withoutAccount.noAddress')), came].filter(Boolean).join(' · ')}
        </RowDetail>
      </RowMain>
      {onInvite && address !== null && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('signIn.withoutAccount.inviteWho', { name: shown })}
          onClick={() => onInvite({ name: name ?? '', email: address })}
        >
          {t('signIn.withoutAccount.invite')}
        </Button>
      )}
    </Row>
  );
}
