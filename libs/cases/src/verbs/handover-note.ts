import { actorOf, caseFor, worksInTeam, type Principal } from '@guichet/access';
import type { Activity } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import type { NewNotification } from '@guichet/notifications';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

interface Handover {
  /** The case, locked, in the team to which it went. */
  item: Case;
  /** What has been done and what is expected, where the agent wrote it. */
  summary: string | undefined;
  /** How the case has changed its team; undefined: it has not. */
  teams: Extract<Activity, { type: 'team' }> | undefined;
  /** The entry that says to whom it was assigned at once; null: nobody is new. */
  assignedEntryId: string | null;
}

/**
 * Writes the summary with which a case goes to another team as a note of the case, to which the case refers until that team has dealt with
 * it. What was for the team that it leaves is over.
 *
 * @returns whom to notify once the case is saved: the assignee, else everybody of the team who sees the case
 */
export async function handOver(tx: Tx, who: Principal, handover: Handover): Promise<NewNotification[]> {
  const { item, summary, teams } = handover;
  if (!teams) return [];
  item.handoverEntryId = null;
  if (summary === undefined) return [];
  const { from, to } = teams;
  const data = { text: summary, mentions: [], handover: { from, to, toId: item.teamId } };
  const { id, position } = await appendEntry(tx, { item, entry: { kind: 'note', data }, actor: actorOf(who) });
  item.handoverEntryId = id;
  tx.publish('note.added', { entryId: id, position, mentions: [] }, { caseId: item.id, teamIds: [item.teamId] });
  const about = { type: 'team-handover' as const, by: who.name, from, to, entryId: id, summary: null };
  const dedupeKey = keyOf(handover, id);
  const agentIds = item.assigneeId ? [item.assigneeId] : await colleaguesIn(tx, item);
  return agentIds
    .filter((agentId) => agentId !== who.id)
    .map((agentId) => ({ agentId, caseId: item.id, about, dedupeKey }));
}

/** Whoever gets the case with a summary is told once: the key is that of the notification of an assignment. */
const keyOf = ({ item, assignedEntryId }: Handover, noteId: string): string =>
  item.assigneeId && assignedEntryId ? `assigned:${assignedEntryId}` : `team-handover:${noteId}`;

/** The members of the team of a case who work on its cases: a supervisor of all teams is a member of none. */
export async function colleaguesIn(tx: Tx, { teamId }: Pick<Case, 'teamId'>): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select a.id from team_member m join agent a on a.id = m.agent_id and ${worksInTeam('a', 'm.team_id')}
     where m.team_id = $1 order by a.id`,
    [teamId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Ends the showing of a handover above its case; its note stays.
 *
 * @throws Failure `not-found` for a case that the agent may not change, `conflict` for one that was merged
 */
export async function dismissHandover(tx: Tx, who: Principal, caseId: string): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  if (item.handoverEntryId === null) return;
  item.handoverEntryId = null;
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['handover'], status: item.status }, { caseId, teamIds: [item.teamId] });
}
