import type { Team } from '@guichet/contracts';
import { Combobox } from '@guichet/ui';
import { Button, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../../shared/api/queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { leavesSector } from '../../../shared/cases/apply-case-change.js';
import { sharedValue, useApplyChoice, type PickerProps } from './use-apply-choice.js';

/** The list of teams to which the cases can go. Those that leave their sector go with a reason. */
export function TeamPicker(props: PickerProps) {
  const { t } = useTranslation();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const [leavingFor, setLeavingFor] = useState<Team>();
  const apply = useApplyChoice(props);
  const { items } = props;
  const move = ({ id, name }: Team, reason?: string) =>
    apply({ teamId: id, ...(reason && { reason }) }, t('common.toast.team', { count: items.length, name }));
  if (leavingFor)
    return <ReasonForm team={leavingFor} count={items.length} onMove={(reason) => move(leavingFor, reason)} />;
  return (
    <Combobox
      label={t('common.choose.team')}
      choices={teams.map(({ id, name, sectorId }) => ({
        value: id,
        label: name,
        hint: sectors.find((sector) => sector.id === sectorId)?.name,
      }))}
      chosen={sharedValue(items, (item) => item.team.id)}
      onChoose={(value) => {
        const team = teams.find(({ id }) => id === value)!;
        if (items.some((item) => leavesSector(item, team.id, teams))) setLeavingFor(team);
        else move(team);
      }}
    />
  );
}

interface ReasonFormProps {
  team: Team;
  count: number;
  onMove: (reason: string) => void;
}

/** Asks why the cases leave their sector. */
function ReasonForm({ team, count, onMove }: ReasonFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <form
      style={{ padding: 8 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (given) onMove(given);
      }}
    >
      <Stack gap="xs">
        <Textarea
          data-autofocus
          autoFocus
          autosize
          minRows={2}
          label={t('common.choose.whyLeave', { count, name: team.name })}
          description={t('common.choose.whyLeaveHint')}
          maxLength={500}
          required
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={!given}>
          {t('common.choose.leave')}
        </Button>
      </Stack>
    </form>
  );
}
