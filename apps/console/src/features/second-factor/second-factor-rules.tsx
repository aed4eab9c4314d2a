import type { SignInRules, SignInRulesState } from '@guichet/contracts';
import { ErrorState, FormColumn, FormDialog, FormError, Hint, PageSection } from '@guichet/ui';
import { Button, NumberInput, Select, Skeleton, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { toast } from '../../shared/feedback/toast.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useSession } from '../../shared/session/use-session.js';

type Choice = SignInRules['secondFactorFor'];

const rulesQuery = queryOptions({ queryKey: ['sign-in-rules'], queryFn: () => call('getSignInRules') });
/** The later, the more agents. */
const choices = ['nobody', 'managers', 'everybody'] as const satisfies readonly Choice[];

function useSaveRules(onSaved: () => void) {
  const { t } = useTranslation();
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
export function SecondFactorRules() {
  const { t } = useTranslation();
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

/** How long somebody has to set one up whose role requires it. */
function GraceDays({ rules, save }: { rules: SignInRules; save: ReturnType<typeof useSaveRules> }) {
  const { t } = useTranslation();
  const [days, setDays] = useState<number | string>(rules.graceDays);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ secondFactorFor: rules.secondFactorFor, graceDays: Number(days) });
      }}
    >
      <NumberInput
        label={t('organisation.secondFactor.graceDays')}
        description={t('organisation.secondFactor.graceDaysHint')}
        min={0}
        max={90}
        clampBehavior="strict"
        allowDecimal={false}
        value={days}
        onChange={setDays}
      />
      {days !== '' && days !== rules.graceDays && (
        <Button type="submit" variant="default" mt="xs" loading={save.isPending}>
          {t('common.save')}
        </Button>
      )}
    </form>
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
  const { t } = useTranslation();
  const session = useSession();
  const formats = useFormats();
  const { agents, atProvider, names } = rules.lacking[asked];
  const others = agents - names.length;
  const named = [...names, ...(others > 0 ? [t('organisation.secondFactor.require.others', { count: others })] : [])];
  return (
    <FormDialog
      title={t(`organisation.secondFactor.require.title.${asked}`)}
      size={480}
      error={save.error}
      submit={t('organisation.secondFactor.require.submit')}
      pending={save.isPending}
      onSubmit={() => save.mutate({ secondFactorFor: asked, graceDays: rules.graceDays })}
      onClose={onClose}
    >
      <Text>{t('organisation.secondFactor.require.lacking', { count: agents })}</Text>
      {named.length > 0 && <Text c="dimmed">{formats.list(named)}</Text>}
      {atProvider > 0 && <Text>{t('organisation.secondFactor.require.atProvider', { count: atProvider })}</Text>}
      {session.secondFactor === 'off' && <Text fw={500}>{t('organisation.secondFactor.require.yourself')}</Text>}
    </FormDialog>
  );
}
