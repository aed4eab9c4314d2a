import { RestrictionReason, type CaseDetail, type Named } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { MultiSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { nameableQuery } from '../../../shared/api/queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';

interface Values {
  /** Null: nobody has said why yet. What is kept in the case is never what nobody chose. */
  reason: RestrictionReason | null;
  detail: string;
  agentIds: string[];
}

/** The agents who may be named: all who see the case or would, were it not restricted; and who of them may break its glass. */
function useNameable({ id, restriction }: CaseDetail) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const { data = [] } = useQuery(nameableQuery(id));
  // Those who are named already are shown, also where they have lost the team.
  const agents = new Map(
    [...(restriction?.agents ?? []), ...data.map(({ agent }) => agent)].map((one) => [one.id, one]),
  );
  return {
    choices: [...agents.values()].map((one) => ({
      value: one.id,
      label: one.id === me.id ? t('common.me', { name: one.name }) : one.name,
    })),
    breakers: data.filter(({ permissions }) => permissions.includes('case.break-glass')).map(({ agent }) => agent),
  };
}

/** Who can still open the case in an emergency. */
function GlassNote({ breakers }: { breakers: readonly Named[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  const [first, more] = [breakers.slice(0, 5), breakers.length - 5];
  const names = first.map(({ name }) => name);
  const agents = formats.list(more > 0 ? [...names, t('case.restriction.glassMore', { count: more })] : names);
  return (
    <Text size="sm">
      {breakers.length > 0 ? t('case.restriction.glassBy', { agents }) : t('case.restriction.glassByNobody')}
    </Text>
  );
}

function useRestrict(item: CaseDetail, onClose: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ reason, ...body }: Values) =>
      call('restrictCase', { params: { id: item.id }, body: { ...body, reason: reason! } }),
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
  const { t } = useTexts();
  const { agent: me } = useSession();
  const nameable = useNameable(item);
  const restrict = useRestrict(item, onClose);
  const { restriction, assignee, team } = item;
  const named = restriction?.agents.map(({ id }) => id) ?? [...new Set([me.id, ...(assignee ? [assignee.id] : [])])];
  const form = useForm<Values>({
    initialValues: { reason: restriction?.reason ?? null, detail: restriction?.detail ?? '', agentIds: named },
    validate: {
      reason: (reason) => (reason === null ? t('case.restriction.reasonNeeded') : null),
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
      <Radio.Group label={t('case.restriction.reasonLabel')} required {...form.getInputProps('reason')}>
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
        data={nameable.choices}
        searchable
        hidePickedOptions
        {...form.getInputProps('agentIds')}
      />
      <GlassNote breakers={nameable.breakers.filter(({ id }) => !agentIds.includes(id))} />
      {(lost || !agentIds.includes(me.id)) && (
        <Text size="sm" role="status">
          {[lost, !agentIds.includes(me.id) && t('case.restriction.notSelf')].filter(Boolean).join(' ')}
        </Text>
      )}
    </FormDialog>
  );
}
