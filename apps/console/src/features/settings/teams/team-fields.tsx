import { MultiSelect, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../../shared/api/queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

export interface TeamValues {
  name: string;
  agentIds: string[];
  confidential: boolean;
  sectorId: string | null;
  /** Why it leaves its sector, where it does. */
  reason?: string;
}

interface Props {
  form: UseFormReturnType<TeamValues>;
  /** The sector that it is in; null: none. */
  from: string | null;
}

export function TeamFields({ form, from }: Props) {
  const { t } = useTexts();
  const { data: agents = [] } = useQuery(agentsQuery);
  return (
    <>
      <TextInput data-autofocus label={t('teams.name')} required maxLength={120} {...form.getInputProps('name')} />
      <MultiSelect
        label={t('settings.agents')}
        description={t('teams.agentsHint')}
        data={agents
          .filter((agent) => agent.active || form.values.agentIds.includes(agent.id))
          .map((agent) => ({ value: agent.id, label: agent.name }))}
        searchable
        {...form.getInputProps('agentIds')}
      />
      <SectorField form={form} />
      {leavesItsSector(form.values, from) && (
        <Textarea
          label={t('sectors.whyLeave')}
          description={t('sectors.whyLeaveHint')}
          required
          maxLength={500}
          autosize
          minRows={2}
          {...form.getInputProps('reason')}
        />
      )}
      <Switch
        label={t('teams.confidential')}
        description={t('teams.confidentialHint')}
        {...form.getInputProps('confidential', { type: 'checkbox' })}
      />
    </>
  );
}

/** Whether the team leaves the sector that it is in, with all its cases. */
export const leavesItsSector = ({ sectorId }: TeamValues, from: string | null): boolean =>
  from !== null && from !== sectorId;

/** In which sector the team is, where there are any. */
function SectorField({ form }: Pick<Props, 'form'>) {
  const { t } = useTexts();
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
      clearable
      {...form.getInputProps('sectorId')}
    />
  );
}
