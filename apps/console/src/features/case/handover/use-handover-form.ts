import type { CaseDetail, CaseSummary, Team } from '@guichet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { leavesSector } from '../../../shared/cases/case-change-effects.js';
import { placeCase } from '../../../shared/cases/place-case.js';
import { useUndoResultToast } from '../../../shared/cases/use-undo-result-toast.js';
import { useUndoHandover } from '../../../shared/cases/use-undo-handover.js';
import { useAddCaseName } from '../../../shared/cases/use-add-case-name.js';
import { relievedByHandover } from '../../../shared/cases/who-is-relieved.js';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';
import { useStartBulkAction } from '../../../shared/bulk/use-start-bulk-action.js';
import type { WholeList } from '../../../shared/cases/case-list-state.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { noteGiven } from '../../../shared/live/why-cases-left.js';
import { useSession } from '../../../shared/session/use-session.js';
import { isExposedTo, teamsOfWholeList } from './exposed-by-handover.js';

interface HandoverDraft {
  teamId: string | null;
  assigneeId: string | null;
  summary: string;
  /** Why it leaves its sector, where it does. */
  reason: string;
}

const nothing: HandoverDraft = { teamId: null, assigneeId: null, summary: '', reason: '' };

/** Those who are named in all of the cases. What a list shows of a case does not say who is; the server refuses everybody else. */
function namedIn(items: readonly CaseSummary[]): string[] | null {
  const lists = items.flatMap((item) => {
    const named = (item as Partial<CaseDetail>).restriction?.agents.map(({ id }) => id);
    return named ? [named] : [];
  });
  const [first, ...others] = lists;
  return first?.filter((id) => others.every((list) => list.includes(id))) ?? null;
}

/** Whoever hands over all of a list has not looked at whose each is. */
const relieves = true as const;

type Wanted = HandoverDraft & { teamName: string };

const changeOf = ({ teamId, assigneeId, summary, reason }: Wanted) => ({
  ...{ teamId: teamId!, assigneeId },
  ...(summary.trim() && { summary: summary.trim() }),
  ...(reason.trim() && { reason: reason.trim() }),
});

/** Hands one case over; a refusal is shown in the dialog, where what was written stands. */
function useSend(item: CaseSummary, wanted: Wanted, onDone: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { agent } = useSession();
  const undoHandover = useUndoHandover();
  const sayIfUndone = useUndoResultToast();
  const sayWhich = useAddCaseName();
  return useMutation({
    mutationFn: () => {
      noteGiven(item, wanted.teamName);
      return call('updateCase', {
        params: { id: item.id },
        body: changeOf(wanted),
        // Whoever takes a case from a colleague names the version that they see.
        ...(wanted.assigneeId === agent.id && item.assignee && { ifMatch: `"${item.version}"` }),
      });
    },
    onSuccess: (saved) => {
      // What is done with the case next goes by the team that it has now.
      placeCase(queryClient, saved, agent);
      onDone();
      const said = t('common.toast.team', { count: 1, name: wanted.teamName });
      toast({
        ...sayWhich(said, [item]),
        undoLabel: t('common.toast.undo'),
        undo: async () => sayIfUndone([item], await undoHandover([item]), { said }),
        about: [`${item.id} teamId`],
      });
      for (const key of ['case', 'timeline'] as const) void queryClient.invalidateQueries({ queryKey: [key, item.id] });
      for (const key of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** Hands all cases of a list over; those that the team has already stay as they are. */
function useSendWhole(whole: WholeList | undefined, wanted: Wanted, onDone: () => void) {
  const start = useStartBulkAction();
  return () => {
    if (whole) void start(whole, { kind: 'update', change: { ...changeOf(wanted), relieves } });
    onDone();
  };
}

interface Handover {
  items: readonly [CaseSummary, ...CaseSummary[]];
  whole: WholeList | undefined;
  teams: readonly Team[];
  onDone: () => void;
}

/** Hands several cases over, those that the team has already left out; what is refused is told afterwards, and can be tried again. */
function useSendAll(items: readonly CaseSummary[], wanted: Wanted, onDone: () => void) {
  const { t } = useTexts();
  const { agent } = useSession();
  const update = useUpdateCases();
  return () => {
    for (const item of items) noteGiven(item, wanted.teamName);
    const relieving = new Set(relievedByHandover(items, agent.id));
    void update(
      items,
      (item) => ({ ...changeOf(wanted), ...(relieving.has(item) && { relieves }) }),
      t('common.toast.team', { count: items.length, name: wanted.teamName }),
    );
    onDone();
  };
}

/** What is asked where cases leave their sector: for the sector of the team, or, where it has none, for the one that they leave. */
function useWhyLeave(leaving: readonly CaseSummary[], to: Team | undefined) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const nameOf = (id: string | null | undefined) => sectors.find((sector) => sector.id === id)?.name;
  const count = leaving.length;
  const name = nameOf(to?.sectorId);
  if (name !== undefined) return t('choose.whyLeave', { count, name });
  const left = new Set(leaving.map(({ team }) => nameOf(teams.find(({ id }) => id === team.id)?.sectorId)));
  const [from] = left;
  return left.size === 1 && from !== undefined
    ? t('choose.whyLeaveSector', { count, name: from })
    : t('choose.whyLeaveSectors', { count });
}

/** The state of the form that hands cases over to another team. */
export function useHandoverForm({ items, whole, teams, onDone }: Handover) {
  const { agent } = useSession();
  const { data: agents = [] } = useQuery(agentsQuery);
  const [draft, setDraft] = useState(nothing);
  const { teamId } = draft;
  const going = items.filter(({ team }) => team.id !== teamId);
  const leaving = teamId === null ? [] : going.filter((item) => leavesSector(item, teamId, teams));
  const leaves = leaving.length > 0;
  const wanted = {
    ...draft,
    teamName: teams.find(({ id }) => id === teamId)?.name ?? '',
    reason: leaves ? draft.reason : '',
  };
  const one = useSend(items[0], wanted, onDone);
  const all = useSendAll(going, wanted, onDone);
  const sendWhole = useSendWhole(whole, wanted, onDone);
  const reason = useRef<HTMLTextAreaElement>(null);
  const whyLeave = useWhyLeave(
    leaving,
    teams.find(({ id }) => id === teamId),
  );
  const isReasonMissing = leaves && draft.reason.trim() === '';
  const [isRefused, setRefused] = useState(false);
  const send = () => {
    // It is asked for here: whoever is refused for it is taken to it. The browser lets blanks pass.
    setRefused(isReasonMissing);
    if (isReasonMissing) return reason.current?.focus();
    if (whole) return sendWhole();
    return items.length === 1 ? one.mutate() : all();
  };
  const own = agents.find(({ id }) => id === agent.id)?.caseTeamIds;
  const isExposed = teamId !== null && isExposedTo(teamId, { from: going.map(({ team }) => team.id), teams });
  const ofWhole = whole ? teamsOfWholeList(whole, { own, teams }) : [];
  return {
    draft,
    change: (part: Partial<HandoverDraft>) => setDraft((before) => ({ ...before, ...part })),
    send,
    /** The field for the reason. */
    reason,
    whyLeave,
    /** What was sent had no reason where one is asked for, and has none yet. */
    lacksReason: isRefused && isReasonMissing,
    /** Whether a reason is asked for where the cases go to this team. */
    needsReason: (id: string) => items.some((item) => item.team.id !== id && leavesSector(item, id, teams)),
    /** A case that was confidential is read by a team that is not. */
    isExposed,
    /** Such a case may be among those of a list that are not loaded. */
    mayBeExposed: !isExposed && teamId !== null && isExposedTo(teamId, { from: ofWhole, teams }),
    isPending: one.isPending,
    error: one.error,
    teamName: wanted.teamName,
    leaves,
    named: namedIn(items),
    /** Those of the cases whose assignees are relieved of them. */
    relieving: relievedByHandover(going, agent.id),
    isOutOfSight: teamId !== null && own?.includes(teamId) === false && draft.assigneeId !== agent.id,
    isReady: (going.length > 0 || whole !== undefined) && teamId !== null,
  };
}

export type HandoverForm = ReturnType<typeof useHandoverForm>;
