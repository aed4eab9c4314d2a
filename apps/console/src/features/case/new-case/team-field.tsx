import { Select } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { NewCaseTeam } from './use-new-case-team.js';

/**
 * The team of a new case, which says whether the agent gets the case. Whoever may choose none has no field to fill in: the server
 * takes a team of theirs.
 */
export function TeamField({ team, onChange }: { team: NewCaseTeam; onChange: (teamId: string) => void }) {
  const { t } = useTexts();
  if (team.usable.length === 0) return null;
  return (
    <Select
      required
      label={t('common.facet.team')}
      description={team.teamId && t(team.assignToMe ? 'case.new.assignedToYou' : 'case.new.notAssigned')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={team.usable.map(({ id, name }) => ({ value: id, label: name }))}
      allowDeselect={false}
      searchable
      value={team.teamId ?? null}
      onChange={(id) => id && onChange(id)}
    />
  );
}
