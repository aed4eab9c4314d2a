import type { TemplateSummary } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay, useSession } from '../../shared/session/use-session.js';

/** Whose a template is, in words; undefined for everybody's. */
export function useScopeName({ scope, teamId }: Pick<TemplateSummary, 'scope' | 'teamId'>): string | undefined {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: teamId !== null });
  return scope === 'mine' ? t('templates.scope.onlyMine') : teams.find(({ id }) => id === teamId)?.name;
}

/** The teams to which the agent may give a text: their own, and all for whoever manages teams. */
export function useTeamChoices(): { value: string; label: string }[] {
  const { teams: own } = useSession();
  const managesTeams = useMay()('team.manage');
  const { data: all = [] } = useQuery({ ...teamsQuery, enabled: managesTeams });
  const teams = managesTeams ? all : own;
  return teams.map(({ id, name }) => ({ value: id, label: name }));
}
