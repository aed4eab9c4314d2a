import { actorOf, caseFor, reach, type Principal } from '@guichet/access';
import type { Fact, UpdateCase } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { record } from './entries.js';
import { kindName, usableKind } from './kinds.js';
import { saveCase, setStatus } from './save.js';

/** Changes what people decide about a case. Each change is told in the timeline; what is equal already is no change. */
export async function updateCase(
  tx: Tx,
  who: Principal,
  id: string,
  wanted: UpdateCase,
  expectedVersion: number | null,
): Promise<void> {
  const item = await caseFor(tx, who, id, 'case.update');
  if (expectedVersion !== null && expectedVersion !== item.version)
    throw new Failure('case-changed', { data: { version: item.version } });
  const teamBefore = item.teamId;
  const facts = [
    ...changeSubject(item, wanted),
    ...(await changeTeam(tx, item, wanted)),
    ...(await changeAssignee(tx, who, item, wanted)),
    ...(await changeStatus(tx, item, wanted)),
    ...changePriority(item, wanted),
    ...changeTags(item, wanted),
    ...(await changeKind(tx, item, wanted)),
    ...changeLanguage(item, wanted),
  ];
  if (facts.length === 0) return;
  for (const fact of facts) await record(tx, item, { kind: 'fact', data: fact }, actorOf(who));
  await saveCase(tx, item);
  tx.publish(
    'case.changed',
    { fields: facts.map(({ type }) => type), status: item.status },
    { caseId: item.id, teamIds: [...new Set([teamBefore, item.teamId])] },
  );
}

function changeSubject(item: Case, { subject }: UpdateCase): Fact[] {
  if (subject === undefined || subject === item.subject) return [];
  const fact: Fact = { type: 'subject', from: item.subject, to: subject };
  item.subject = subject;
  return [fact];
}

async function changeTeam(tx: Tx, item: Case, { teamId, assigneeId }: UpdateCase): Promise<Fact[]> {
  if (teamId === undefined || teamId === item.teamId) return [];
  const rows = await tx.query<{ id: string; name: string }>(`select id, name from team where id = any($1::uuid[])`, [
    [teamId, item.teamId],
  ]);
  const name = (id: string) => rows.find((row) => row.id === id)?.name;
  const to = name(teamId);
  if (!to) throw new Failure('invalid-request', { errors: [{ path: 'teamId', message: 'There is no such team.' }] });
  const facts: Fact[] = [{ type: 'team', from: name(item.teamId)!, to }];
  item.teamId = teamId;
  // Whoever is not in the new team would keep a case they can no longer open.
  if (assigneeId === undefined && item.assigneeId && !(await mayHold(tx, item.assigneeId, teamId))) {
    facts.push({ type: 'assigned', from: await agentName(tx, item.assigneeId), to: null, toId: null });
    item.assigneeId = null;
  }
  return facts;
}

async function changeAssignee(tx: Tx, who: Principal, item: Case, { assigneeId }: UpdateCase): Promise<Fact[]> {
  if (assigneeId === undefined || assigneeId === item.assigneeId) return [];
  if (assigneeId !== null && !(await mayHold(tx, assigneeId, item.teamId))) {
    throw new Failure('invalid-request', {
      errors: [{ path: 'assigneeId', message: 'This agent is not active in the team of the case.' }],
    });
  }
  const fact: Fact = {
    type: 'assigned',
    from: item.assigneeId && (await agentName(tx, item.assigneeId)),
    to: assigneeId && (assigneeId === who.id ? who.name : await agentName(tx, assigneeId)),
    toId: assigneeId,
  };
  item.assigneeId = assigneeId;
  return [fact];
}

async function changeStatus(tx: Tx, item: Case, { status, snoozeUntil }: UpdateCase): Promise<Fact[]> {
  if (status === undefined && snoozeUntil === undefined) return [];
  const to = status ?? 'snoozed';
  const until = to === 'snoozed' && snoozeUntil ? new Date(snoozeUntil) : null;
  if (to === 'snoozed' && (!until || until <= tx.now)) {
    throw new Failure('invalid-request', {
      errors: [{ path: 'snoozeUntil', message: 'A time in the future is needed to snooze.' }],
    });
  }
  if (to !== 'snoozed' && snoozeUntil) {
    throw new Failure('invalid-request', {
      errors: [{ path: 'snoozeUntil', message: 'Only a snoozed case has a time to wake.' }],
    });
  }
  if (to === item.status && until?.getTime() === item.snoozeUntil?.getTime()) return [];
  const fact: Fact = { type: 'status', from: item.status, to, snoozeUntil: until?.toISOString() ?? null };
  setStatus(item, to, tx.now, until);
  // A snooze that is changed or ended leaves its timer behind; waking compares the time and then does nothing.
  if (until)
    await tx.job(
      'wake-case',
      { caseId: item.id, until: until.toISOString() },
      { runAt: until, key: `wake-case:${item.id}` },
    );
  return [fact];
}

function changePriority(item: Case, { priority }: UpdateCase): Fact[] {
  if (priority === undefined || priority === item.priority) return [];
  const fact: Fact = { type: 'priority', from: item.priority, to: priority };
  item.priority = priority;
  return [fact];
}

function changeTags(item: Case, { tags }: UpdateCase): Fact[] {
  if (tags === undefined) return [];
  const wanted = [...new Set(tags)];
  const added = wanted.filter((tag) => !item.tags.includes(tag));
  const removed = item.tags.filter((tag) => !wanted.includes(tag));
  if (added.length + removed.length === 0) return [];
  item.tags = wanted;
  return [{ type: 'tags', added, removed }];
}

async function changeKind(tx: Tx, item: Case, { kindId }: UpdateCase): Promise<Fact[]> {
  if (kindId === undefined || kindId === item.kindId) return [];
  await usableKind(tx, kindId);
  const fact: Fact = { type: 'kind', from: await kindName(tx, item.kindId), to: await kindName(tx, kindId) };
  item.kindId = kindId;
  return [fact];
}

function changeLanguage(item: Case, { language }: UpdateCase): Fact[] {
  if (language === undefined || language === item.language) return [];
  const fact: Fact = { type: 'language', from: item.language, to: language };
  item.language = language;
  return [fact];
}

/** May this agent be given cases of this team? */
async function mayHold(tx: Tx, agentId: string, teamId: string): Promise<boolean> {
  const [row] = await tx.query<{ role: Principal['role']; member: boolean }>(
    `select role, exists (select 1 from team_member where agent_id = a.id and team_id = $2) as member from agent a where id = $1 and active`,
    [agentId, teamId],
  );
  return (
    row !== undefined && (row.member || reach({ role: row.role, scopes: null } as Principal, 'case.update') === 'all')
  );
}

const agentName = async (tx: Tx, id: string): Promise<string> =>
  (await tx.query<{ name: string }>(`select name from agent where id = $1`, [id]))[0]?.name ?? '';
