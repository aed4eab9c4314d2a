import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  /** Null: the first one. */
  teamId: string | null;
  shared: boolean;
  /** False for calls, visits and letters, which agents only record: all teams do. */
  isSending: boolean;
  onTeam: (teamId: string | null) => void;
  onShared: (shared: boolean) => void;
}

/** Which team gets the new cases of a channel, and whether others may write from it. */
export function ChannelTeamAndSharing({ teamId, shared, isSending, onTeam, onShared }: Props) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  if (teams.length === 0) return null;
  return (
    <>
      <Select
        label={t('common.facet.team')}
        description={t('channels.teamHint')}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={teamId ?? teams[0]!.id}
        allowDeselect={false}
        onChange={onTeam}
      />
      {teams.length > 1 && isSending && (
        <Switch
          label={t('channels.shared')}
          description={t('channels.sharedHint')}
          checked={shared}
          onChange={(event) => onShared(event.currentTarget.checked)}
        />
      )}
    </>
  );
}
