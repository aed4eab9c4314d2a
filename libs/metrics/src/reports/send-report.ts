import { buffer } from 'node:stream/consumers';
import { principalOf, type Principal } from '@guichet/access';
import { ChannelError, commonReason } from '@guichet/channels';
import { MetricQuery } from '@guichet/contracts';
import { Report, type Database } from '@guichet/database';
import { sendSystemMail, type AccessTokens, type Accounts } from '@guichet/messages';
import type { Days } from '../query/calendar-days.js';
import { pointsWorkbook } from '../exports/metrics-export.js';
import { xlsxOf } from '../exports/xlsx-writer.js';
import { computeMetric } from '../query/compute-metric.js';
import { nextDue, periodOf } from './report-times.js';
import { reportMail } from './report-mail.js';
import { lockReport, setTimer } from './manage-reports.js';

const REPORTS = { kind: 'system', name: 'Reports' } as const;

interface ReportContext {
  database: Database;
  accounts: Accounts;
  tokens: Pick<AccessTokens, 'ioOf'>;
  config: { publicUrl: string };
}

/**
 * Sends a report to each of its agents, with the figures that the agent may see. `due` is the time for which the job
 * was scheduled: a job that is late, repeated or outdated sends nothing twice. With null, the report is sent now to all
 * agents, including those who have received it. Throws when a mail was not sent, so that the job is retried; after the
 * last attempt the report is scheduled for its next time and stores the problem.
 */
export async function sendReport(
  context: ReportContext,
  { reportId, due, isLastTry }: { reportId: string; due: string | null; isLastTry: boolean },
): Promise<void> {
  const { database } = context;
  const report = await database.source.getRepository(Report).findOneBy({ id: reportId });
  if (!report || (due !== null && report.nextAt?.toISOString() !== due)) return;
  const days = periodOf(report, due === null ? database.now : new Date(due));
  const problems: Report['problems'] = [];
  let cause: unknown;
  for (const agentId of report.agentIds) {
    const who = await principalOf(database, agentId);
    if (!who) continue;
    if (due !== null && !(await claim(database, who, { report, days }))) continue;
    const fault = await mailTo(context, who, { report, days }).catch((error: unknown) => error);
    if (fault === undefined) continue;
    problems.push({ email: who.email, reason: reasonOf(fault) });
    cause ??= fault;
    // Whatever went wrong for one is no reason for the others to wait, or for the next time not to come. What may have
    // arrived is not sent again.
    if (due !== null && !(fault instanceof ChannelError && fault.uncertain))
      await release(database, who, { report, days });
  }
  const isComplete = problems.length === 0;
  const isOver = due !== null && (isComplete || isLastTry);
  await database.write(REPORTS, async (tx) => {
    const present = await lockReport(tx, reportId);
    if (!present) return;
    present.problems = problems;
    if (isComplete) present.lastAt = tx.now;
    if (isOver && present.nextAt?.toISOString() === due) {
      present.nextAt = nextDue(present, tx.now);
      await setTimer(tx, present);
    }
    await tx.repo(Report).save(present);
  });
  if (!isComplete) throw new Error(`The report “${report.name}” has not reached everybody.`, { cause });
}

const reasonOf = (fault: unknown): string =>
  fault instanceof ChannelError ? fault.reason : commonReason('report-not-computed');

/** A report and the days that it is about. */
interface ReportOfDays {
  report: Report;
  days: Days;
}

/** Claims a report before it is sent, so that a crash sends it once at most. Returns whether this process is to send it. */
async function claim(database: Database, who: Principal, { report, days }: ReportOfDays): Promise<boolean> {
  const rows = await database.write(REPORTS, (tx) =>
    tx.query(
      `insert into report_sent (report_id, agent_id, period, at) values ($1, $2, $3::date, $4) on conflict do nothing returning report_id`,
      [report.id, who.id, days.from, tx.now],
    ),
  );
  return rows.length > 0;
}

const release = (database: Database, who: Principal, { report, days }: ReportOfDays): Promise<unknown> =>
  database.write(REPORTS, (tx) =>
    tx.query(`delete from report_sent where report_id = $1 and agent_id = $2 and period = $3::date`, [
      report.id,
      who.id,
      days.from,
    ]),
  );

/** Sends a report of these days to one agent, with what that agent may see. Throws ChannelError. */
async function mailTo(context: ReportContext, who: Principal, { report, days }: ReportOfDays): Promise<void> {
  // The same for the same period, so that a report that is sent again is the same mail.
  const key = `report.${report.id}.${who.id}.${days.from}`;
  const content = await renderReport(context, who, { report, days });
  await sendSystemMail(context, { key, to: { email: who.email, name: who.name }, ...content });
}

/** The mail of a report: its figures as text, and all its points as a workbook. */
async function renderReport({ database, config }: ReportContext, who: Principal, { report, days }: ReportOfDays) {
  const { metrics, language, name, groupBy, teamId, channel } = report;
  const query = MetricQuery.parse({
    ...days,
    compare: 'previous',
    ...(teamId && { team: teamId }),
    ...(channel && { channel }),
  });
  const figures = [];
  for (const metric of metrics) figures.push(await computeMetric(database, who, { name: metric, query }));
  const sheets = await pointsWorkbook(database, who, { names: metrics, query: { ...query, groupBy }, language });
  const workbook = await buffer(xlsxOf(...sheets));
  const file = {
    name: `${sheets[0]!.file}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    size: workbook.length,
    content: () => Promise.resolve(workbook),
  };
  return { ...reportMail({ name, figures, language, link: `${config.publicUrl}/dashboards` }), attachments: [file] };
}
