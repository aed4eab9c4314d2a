import type { SignInRules, SignInRulesState } from '@guichet/contracts';
import { ErrorState, FormColumn, FormError, Hint, PageSection } from '@guichet/ui';
import { Select, Skeleton } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useSession } from '../../shared/session/use-session.js';
import { GraceDays } from './grace-days.js';
import { RequiringRoles } from './roles-requiring-second-factor.js';
import { ConfirmStoppingAgentsDialog } from './confirm-stopping-agents-dialog.js';

type Choice = SignInRules['secondFactorFor'];

const rulesQuery = queryOptions({ queryKey: ['sign-in-rules'], queryFn: () => call('getSignInRules') });
/** The later, the more agents. */
const choices = ['nobody', 'managers', 'everybody'] as const satisfies readonly Choice[];

function useSaveRules(onSaved: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (rules: SignInRules) => call('saveSignInRules', { body: rules }),
    onSuccess: async (saved) => {
      queryClient.setQueryData<SignInRulesState>(rulesQuery.queryKey, (before) => before && { ...before, ...saved });
      onSaved();
      toast({ message: t('common.saved') });
      // Whoever requires it of themselves is led to it like all others.
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
  });
}

/** Of whom the organisation requires a second factor. More is asked once more, as it stops whoever has none; less is saved at once. */
export function SecondFactorRequirementSettings() {
  const { t } = useTexts();
  const { data: rules, error, refetch } = useQuery(rulesQuery);
  const [asked, setAsked] = useState<Exclude<Choice, 'nobody'>>();
  const save = useSaveRules(() => setAsked(undefined));
  const choose = (value: Choice, { secondFactorFor: before, graceDays }: SignInRules) => {
    if (value === before) return;
    const isMore = choices.indexOf(value) > choices.indexOf(before);
    if (value === 'nobody' || !isMore) return save.mutate({ secondFactorFor: value, graceDays });
    // How many have none may have changed since the page was opened.
    void refetch().then(() => setAsked(value));
  };
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
          {!asked && <FormError error={save.error} />}
          <Select
            label={t('organisation.secondFactor.label')}
            data={choices.map((value) => ({ value, label: t(`organisation.secondFactor.for.${value}`) }))}
            allowDeselect={false}
            disabled={save.isPending}
            value={rules.secondFactorFor}
            onChange={(value) => value && choose(value, rules)}
          />
          <RequiringRoles />
          <GraceDays key={rules.graceDays} rules={rules} save={save} />
        </FormColumn>
      )}
      {rules && asked && (
        <RequireDialog
          {...{ rules, asked }}
          save={save}
          onClose={() => {
            save.reset();
            setAsked(undefined);
          }}
        />
      )}
    </PageSection>
  );
}

interface DialogProps {
  rules: SignInRulesState;
  asked: Exclude<Choice, 'nobody'>;
  save: ReturnType<typeof useSaveRules>;
  onClose: () => void;
}

/** Says whom a rule will stop, before it is set. */
function RequireDialog({ rules, asked, save, onClose }: DialogProps) {
  const { t } = useTexts();
  const session = useSession();
  return (
    <ConfirmStoppingAgentsDialog
      title={t(`organisation.secondFactor.require.title.${asked}`)}
      submit={t('organisation.secondFactor.require.submit')}
      stopped={rules.lacking[asked]}
      stopsOneself={session.secondFactor === 'off'}
      error={save.error}
      pending={save.isPending}
      onSubmit={() => save.mutate({ secondFactorFor: asked, graceDays: rules.graceDays })}
      onClose={onClose}
    />
  );
}
