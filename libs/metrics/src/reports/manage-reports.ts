import { allow, type Principal } from '@guichet/access';
import type { Report as ReportShape, WriteReport } from '@guichet/contracts';
import { Report, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, newId } from '@guichet/platform';
import { metrics } from '../metrics/registry.js';
import { nextDue } from './report-times.js';

/** A provider that is away for an hour is waited for; then comes the next time. */
const TRIES = 8;

export async function reports(reader: Reader, who: Principal): Promise<ReportShape[]> {
  allow(who, 'report.manage');
  const rows = await reader.query<Report>(
    `select id, name, every, hour, time_zone as "timeZone", metrics, group_by as "groupBy", team_id as "teamId", channel,
       language, agent_ids as "agentIds", active, next_at as "nextAt", last_at as "lastAt", problems, created_at as "createdAt"
     from report order by created_at, id`,
  );
  return rows.map(shown);
}

export async function createReport(tx: Tx, who: Principal, wanted: WriteReport): Promise<ReportShape> {
  allow(who, 'report.manage');
  const report = tx.repo(Report).create({
    id: newId(),
    ...(await checked(tx, wanted)),
    lastAt: null,
    problems: [],
    createdAt: tx.now,
  });
  await tx.repo(Report).insert(report);
  await setTimer(tx, report);
  return shown(report);
}

export async function replaceReport(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: WriteReport },
): Promise<ReportShape> {
  allow(who, 'report.manage');
  const report = await lockReport(tx, id);
  if (!report) throw new Failure('not-found');
  Object.assign(report, await checked(tx, wanted), { problems: [] });
  await tx.repo(Report).save(report);
  await setTimer(tx, report);
  return shown(report);
}

export async function deleteReport(tx: Tx, who: Principal, id: string): Promise<void> {
  allow(who, 'report.manage');
  const { affected } = await tx.repo(Report).delete({ id });
  if (!affected) throw new Failure('not-found');
}

/** Sends the last full period now, also to agents who have received it. It is tried once: the caller sees the result. */
export async function sendReportNow(tx: Tx, who: Principal, id: string): Promise<void> {
  allow(who, 'report.manage');
  if (!(await lockReport(tx, id))) throw new Failure('not-found');
  await tx.job('send-report', { reportId: id, due: null }, { maxAttempts: 1 });
}

export const lockReport = (tx: Tx, id: string): Promise<Report | null> =>
  tx.repo(Report).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });

/** A timer that was overtaken by a change finds another time in the report, and does nothing. */
export async function setTimer(tx: Tx, { id, nextAt }: Report): Promise<void> {
  if (nextAt)
    await tx.job(
      'send-report',
      { reportId: id, due: nextAt.toISOString() },
      { runAt: nextAt, key: `send-report:${id}`, maxAttempts: TRIES },
    );
}

async function checked(tx: Tx, { team, ...wanted }: WriteReport) {
  const agentIds = [...new Set(wanted.agentIds)];
  const agents = await tx.query(`select id from agent where id = any($1::uuid[]) and active`, [agentIds]);
  if (agents.length < agentIds.length) throw wrongField('agentIds', 'no-such-agent');
  if (team && (await tx.query(`select 1 from team where id = $1`, [team])).length === 0)
    throw wrongField('team', 'no-such-team');
  if (!wanted.metrics.some((name) => metrics[name].groups.includes(wanted.groupBy)))
    throw wrongField('groupBy', 'no-figure-grouped-by');
  return { ...wanted, agentIds, teamId: team, nextAt: wanted.active ? nextDue(wanted, tx.now) : null };
}

const shown = ({ teamId, createdAt: _, nextAt, lastAt, ...report }: Report): ReportShape => ({
  ...report,
  team: teamId,
  nextAt: nextAt?.toISOString() ?? null,
  lastAt: lastAt?.toISOString() ?? null,
});
