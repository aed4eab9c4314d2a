import { MultiSelect, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../../shared/api/queries.js';

export interface TeamValues {
  name: string;
  agentIds: string[];
  confidential: boolean;
}

export function TeamFields({ form, readOnly = false }: { form: UseFormReturnType<TeamValues>; readOnly?: boolean }) {
  const { t } = useTranslation();
  const { data: agents = [] } = useQuery(agentsQuery);
  return (
    <>
      <TextInput
        data-autofocus
        label={t('teams.name')}
        required
        maxLength={120}
        readOnly={readOnly}
        {...form.getInputProps('name')}
      />
      <MultiSelect
        label={t('settings.agents')}
        description={t('teams.agentsHint')}
        data={agents
          .filter((agent) => agent.active || form.values.agentIds.includes(agent.id))
          .map((agent) => ({ value: agent.id, label: agent.name }))}
        searchable
        readOnly={readOnly}
        {...form.getInputProps('agentIds')}
      />
      <Switch
        label={t('teams.confidential')}
        description={t('teams.confidentialHint')}
        disabled={readOnly}
        {...form.getInputProps('confidential', { type: 'checkbox' })}
      />
    </>
  );
}
