import type { CaseDetail, CaseSummary, Team } from '@guichet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { agentsQuery } from '../../../shared/api/queries.js';
import { leavesSector } from '../../../shared/cases/apply-case-change.js';
import { toast } from '../../../shared/feedback/toast.js';
import { useSession } from '../../../shared/session/use-session.js';

interface HandoverDraft {
  teamId: string | null;
  assigneeId: string | null;
  summary: string;
  /** Why it leaves its sector, where it does. */
  reason: string;
}

const nothing: HandoverDraft = { teamId: null, assigneeId: null, summary: '', reason: '' };

/** What a list shows of a case does not say who is named; the server refuses everybody else. */
const namedIn = (item: CaseSummary): string[] | null =>
  (item as Partial<CaseDetail>).restriction?.agents.map(({ id }) => id) ?? null;

function useSend(item: CaseSummary, draft: HandoverDraft & { teamName: string }, onClose: () => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { agent } = useSession();
  return useMutation({
    mutationFn: () => {
      const { teamId, assigneeId } = draft;
      const [summary, reason] = [draft.summary.trim(), draft.reason.trim()];
      return call('updateCase', {
        params: { id: item.id },
        body: { teamId: teamId!, assigneeId, ...(summary && { summary }), ...(reason && { reason }) },
        // Whoever takes a case from a colleague names the version that they see.
        ...(assigneeId === agent.id && item.assignee && { ifMatch: `"${item.version}"` }),
      });
    },
    onSuccess: () => {
      onClose();
      toast({ message: t('common.toast.team', { count: 1, name: draft.teamName }) });
      for (const key of ['case', 'timeline'] as const) void queryClient.invalidateQueries({ queryKey: [key, item.id] });
      for (const key of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** The state of the form that hands a case over to another team. */
export function useHandoverForm(item: CaseSummary, teams: readonly Team[], onClose: () => void) {
  const { agent } = useSession();
  const { data: agents = [] } = useQuery(agentsQuery);
  const [draft, setDraft] = useState(nothing);
  const { teamId } = draft;
  const teamName = teams.find(({ id }) => id === teamId)?.name ?? '';
  const leaves = teamId !== null && leavesSector(item, teamId, teams);
  const send = useSend(item, { ...draft, teamName, reason: leaves ? draft.reason : '' }, onClose);
  const own = agents.find(({ id }) => id === agent.id)?.caseTeamIds;
  return {
    draft,
    change: (part: Partial<HandoverDraft>) => setDraft((before) => ({ ...before, ...part })),
    send,
    teamName,
    leaves,
    named: namedIn(item),
    isOutOfSight: teamId !== null && own?.includes(teamId) === false && draft.assigneeId !== agent.id,
    isReady: teamId !== null && (!leaves || draft.reason.trim() !== ''),
  };
}

export type HandoverForm = ReturnType<typeof useHandoverForm>;
