import { FormDialog } from '@guichet/ui';
import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { teamsQuery } from '../../shared/api/queries.js';
import { useSession } from '../../shared/session/use-session.js';

/** Enough like a mail address or a phone number; the server looks closely. */
const reachable = /^(\S+@\S+\.\S+|\+?[\d\s().-]{6,})$/;

/** The dialog that creates a case which the administration begins, such as a letter to write. */
export function NewCaseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { agent } = useSession();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [attempt] = useState(() => crypto.randomUUID());
  const usable = teams.filter(({ id }) => !agent.caseTeamIds || agent.caseTeamIds.includes(id));
  const form = useForm({
    initialValues: { subject: '', address: '', citizenName: '', teamId: null as string | null },
    validate: { address: (value) => (value && !reachable.test(value.trim()) ? t('case.new.addressWrong') : null) },
  });
  const create = useMutation({
    mutationFn: ({ subject, address, citizenName, teamId }: typeof form.values) =>
      call('createCase', {
        body: {
          subject,
          ...(address.trim() && { address: address.trim() }),
          ...(citizenName.trim() && { citizenName: citizenName.trim() }),
          ...(teamId && { teamId }),
        },
        idempotencyKey: attempt,
      }),
    onSuccess: (created) => {
      onClose();
      void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: created.id } });
    },
  });

  return (
    <FormDialog
      title={t('case.new.title')}
      error={create.error}
      submit={t('case.new.submit')}
      pending={create.isPending}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('case.new.subject')}
        required
        maxLength={250}
        {...form.getInputProps('subject')}
      />
      <TextInput
        label={t('case.new.address')}
        description={t('case.new.addressHint')}
        {...form.getInputProps('address')}
      />
      <TextInput label={t('case.new.name')} {...form.getInputProps('citizenName')} />
      {usable.length > 1 && (
        <Select
          label={t('common.facet.team')}
          placeholder={t('case.new.teamDefault')}
          data={usable.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          searchable
          {...form.getInputProps('teamId')}
        />
      )}
    </FormDialog>
  );
}
