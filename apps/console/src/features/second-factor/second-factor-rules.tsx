import type { SignInRules } from '@guichet/contracts';
import { ErrorState, FormColumn, FormError, Hint, PageSection } from '@guichet/ui';
import { Select, Skeleton } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { toast } from '../../shared/feedback/toast.js';

const rulesQuery = queryOptions({ queryKey: ['sign-in-rules'], queryFn: () => call('getSignInRules') });
const choices = ['nobody', 'managers', 'everybody'] as const satisfies readonly SignInRules['secondFactorFor'][];

/** Of whom the organisation requires a second factor. A choice is saved at once. */
export function SecondFactorRules() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: rules, error, refetch } = useQuery(rulesQuery);
  const save = useMutation({
    mutationFn: (secondFactorFor: SignInRules['secondFactorFor']) =>
      call('saveSignInRules', { body: { secondFactorFor } }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(rulesQuery.queryKey, saved);
      toast({ message: t('common.saved') });
      // Whoever requires it of themselves is led to it like all others.
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
  });
  return (
    <PageSection>
      <h2>{t('organisation.secondFactor.title')}</h2>
      <Hint>{t('organisation.secondFactor.hint')}</Hint>
      {error && !rules ? (
        <ErrorState error={error} what={t('organisation.secondFactor.failed')} onRetry={() => void refetch()} />
      ) : !rules ? (
        <Skeleton height={60} />
      ) : (
        <FormColumn>
          <FormError error={save.error} />
          <Select
            label={t('organisation.secondFactor.label')}
            data={choices.map((value) => ({ value, label: t(`organisation.secondFactor.for.${value}`) }))}
            allowDeselect={false}
            disabled={save.isPending}
            value={rules.secondFactorFor}
            onChange={(value) => value && value !== rules.secondFactorFor && save.mutate(value)}
          />
        </FormColumn>
      )}
    </PageSection>
  );
}
