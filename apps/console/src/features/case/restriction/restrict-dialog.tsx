import { RestrictionReason, type CaseDetail } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { MultiSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { agentsQuery } from '../../../shared/api/queries.js';
import { toast } from '../../../shared/feedback/toast.js';
import { useSession } from '../../../shared/session/use-session.js';

interface Values {
  reason: RestrictionReason;
  detail: string;
  agentIds: string[];
}

/** The agents who may be named: those who work on cases of the team, who has the case, and those who are named already. */
function useNameable({ team, assignee, restriction }: CaseDetail) {
  const { t } = useTranslation();
  const { agent: me } = useSession();
  const { data: agents = [] } = useQuery(agentsQuery);
  const named = new Set([assignee?.id, ...(restriction?.agents ?? []).map(({ id }) => id)]);
  return agents
    .filter(({ id, active, caseTeamIds: own }) => named.has(id) || (active && (!own || own.includes(team.id))))
    .map(({ id, name }) => ({ value: id, label: id === me.id ? t('common.me', { name }) : name }));
}

function useRestrict(item: CaseDetail, onClose: () => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Values) => call('restrictCase', { params: { id: item.id }, body }),
    onSuccess: () => {
      onClose();
      const { reference } = item;
      toast({ message: t(item.restriction ? 'case.restriction.changed' : 'case.restriction.done', { reference }) });
      void queryClient.invalidateQueries();
    },
  });
}

/** Asks to which agents a case is restricted, and why. */
export function RestrictDialog({ item, onClose }: { item: CaseDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { agent: me } = useSession();
  const nameable = useNameable(item);
  const restrict = useRestrict(item, onClose);
  const { restriction, assignee, team } = item;
  const named = restriction?.agents.map(({ id }) => id) ?? [...new Set([me.id, ...(assignee ? [assignee.id] : [])])];
  const form = useForm<Values>({
    initialValues: { reason: restriction?.reason ?? 'violence', detail: restriction?.detail ?? '', agentIds: named },
    validate: {
      detail: (detail, { reason }) =>
        reason === 'other' && !detail.trim() ? t('case.restriction.detailNeeded') : null,
      agentIds: (agentIds) => (agentIds.length === 0 ? t('case.restriction.agentNeeded') : null),
    },
  });
  const { agentIds } = form.values;
  const lost = assignee && !agentIds.includes(assignee.id) ? t('case.restriction.loses', { name: assignee.name }) : '';
  return (
    <FormDialog
      title={t(restriction ? 'case.restriction.titleChange' : 'case.restriction.title', { reference: item.reference })}
      error={restrict.error}
      submit={t(restriction ? 'common.save' : 'case.restriction.submit')}
      pending={restrict.isPending}
      onSubmit={form.onSubmit((values) => restrict.mutate(values))}
      onClose={onClose}
    >
      <Text size="sm">{t('case.restriction.lead')}</Text>
      <Radio.Group label={t('case.restriction.reasonLabel')} {...form.getInputProps('reason')}>
        <Stack gap={6} mt={6}>
          {RestrictionReason.options.map((reason) => (
            <Radio key={reason} value={reason} label={t(`case.restriction.reason.${reason}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('case.restriction.detail')}
        description={t('case.restriction.detailHint')}
        maxLength={300}
        autosize
        minRows={2}
        {...form.getInputProps('detail')}
      />
      <MultiSelect
        label={t('case.restriction.agents')}
        description={t('case.restriction.agentsHint', { team: team.name })}
        data={nameable}
        searchable
        hidePickedOptions
        {...form.getInputProps('agentIds')}
      />
      {(lost || !agentIds.includes(me.id)) && (
        <Text size="sm" role="status">
          {[lost, !agentIds.includes(me.id) && t('case.restriction.notSelf')].filter(Boolean).join(' ')}
        </Text>
      )}
    </FormDialog>
  );
}
