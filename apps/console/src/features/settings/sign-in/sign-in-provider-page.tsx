import type { SignInProvider } from '@guichet/contracts';
import { ErrorState, FormError, PageHead, PageSection } from '@guichet/ui';
import { Button, Group, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { NotFound } from '../../../shared/router/not-found.js';
import { effectsOf, ProviderChangeEffects, takesWay } from './provider-change-effects.js';
import { ProviderForm } from './provider-form.js';
import { ProviderTest } from './provider-test.js';
import { AddressesToRegister } from './addresses-to-register.js';
import { signInProvidersQuery } from './sign-in-provider-queries.js';
import { SignInsWithoutAccount } from './sign-ins-without-account.js';

const route = getRouteApi('/console/settings/sign-in/$providerId');

/** One provider: what to register there, its settings, and a test of it. */
export function SignInProviderPage() {
  const { t } = useTexts();
  const { providerId } = route.useParams();
  const { data: providers, error, refetch } = useQuery(signInProvidersQuery);
  const [isEdited, setEdited] = useState(false);
  if (error && !providers) return <ErrorState error={error} what={t('signIn.failed')} onRetry={() => void refetch()} />;
  if (!providers) return <Skeleton height={480} />;
  const provider = providers.find(({ id }) => id === providerId);
  if (!provider) return <NotFound />;
  return (
    <>
      <PageHead>
        <h1>
          <bdi>{provider.name}</bdi>
        </h1>
        <Button
          component={Link}
          to="/settings/sign-in"
          variant="default"
          leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
        >
          {t('signIn.all')}
        </Button>
      </PageHead>
      <AddressesToRegister provider={provider} />
      <ProviderForm key={provider.id} provider={provider} onEdited={setEdited} />
      <ProviderTest provider={provider} isEdited={isEdited} />
      <SignInsWithoutAccount provider={provider} />
      <RemoveProvider provider={provider} />
    </>
  );
}

/** Removing asks once more in place, as nothing brings the settings back. */
function RemoveProvider({ provider: { id, name } }: { provider: SignInProvider }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const [isAsked, setIsAsked] = useState(false);
  const { data: effects, error: notTold } = useQuery({
    queryKey: ['sign-in-provider-removal', id],
    queryFn: isAsked ? () => effectsOf(id, null) : skipToken,
    staleTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => call('deleteSignInProvider', { params: { id } }),
    onSuccess: async () => {
      await navigate({ to: '/settings/sign-in' });
      await queryClient.invalidateQueries({ queryKey: signInProvidersQuery.queryKey });
    },
    onError: (error) => toastFailure(name, problemText(error)),
  });
  return (
    <PageSection>
      <h2>{t('signIn.remove.title')}</h2>
      <p>{t('signIn.remove.text')}</p>
      {isAsked && effects && takesWay(effects) && <ProviderChangeEffects effects={effects} name={name} isRemoved />}
      <FormError error={isAsked ? notTold : null} />
      <Group>
        {isAsked ? (
          <>
            <Button color="red" loading={remove.isPending || !effects} onClick={() => remove.mutate()}>
              {t('signIn.remove.confirm', { name })}
            </Button>
            <Button variant="default" onClick={() => setIsAsked(false)}>
              {t('common.cancel')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setIsAsked(true)}>
            {t('signIn.remove.ask')}
          </Button>
        )}
      </Group>
    </PageSection>
  );
}
