import { MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../../shared/api/queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';

export interface TeamValues {
  name: string;
  agentIds: string[];
  confidential: boolean;
  sectorId: string | null;
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
      <SectorField form={form} readOnly={readOnly} />
      <Switch
        label={t('teams.confidential')}
        description={t('teams.confidentialHint')}
        disabled={readOnly}
        {...form.getInputProps('confidential', { type: 'checkbox' })}
      />
    </>
  );
}

/** In which sector the team is, where there are any. */
function SectorField({ form, readOnly }: { form: UseFormReturnType<TeamValues>; readOnly: boolean }) {
  const { t } = useTranslation();
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const offered = sectors.filter(({ id, archived }) => !archived || id === form.values.sectorId);
  if (offered.length === 0) return null;
  return (
    <Select
      label={t('sectors.one')}
      description={t(form.isDirty('sectorId') ? 'sectors.changeHint' : 'sectors.teamHint')}
      placeholder={t('sectors.none')}
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      clearable={!readOnly}
      readOnly={readOnly}
      {...form.getInputProps('sectorId')}
    />
  );
}
