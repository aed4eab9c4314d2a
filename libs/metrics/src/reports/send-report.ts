import { buffer } from 'node:stream/consumers';
import { principalOf, type Principal } from '@guichet/access';
import { ChannelError } from '@guichet/channels';
import { MetricQuery } from '@guichet/contracts';
import { Report, type Database } from '@guichet/database';
import type { Account, Accounts, Io } from '@guichet/messages';
import type { Days } from '../days.js';
import { pointsSheet } from '../exports/metrics-export.js';
import { xlsxOf } from '../exports/xlsx.js';
import { metricResult } from '../result.js';
import { nextDue, periodOf } from './due.js';
import { reportMail } from './mail.js';
import { lockReport, setTimer } from './write-report.js';

const REPORTS = { kind: 'system', name: 'Reports' } as const;
const NO_ACCOUNT = 'There is no mail account that is switched on.';
const OUR_FAULT = 'The figures could not be put together.';

interface Means {
  database: Database;
  accounts: Accounts;
  io: Io;
  config: { publicUrl: string };
}

/**
 * Sends a report to each of its agents, with what that agent may see. `due`: the time that the timer was set for; late,
 * repeated or overtaken, it does nothing twice. Null: now, to all, whoever has had it. Fails where a mail did not leave, so
 * that it is tried again; at the last try the report goes on to its next time, and says what was wrong.
 */
export async function sendReport(
  means: Means,
  reportId: string,
  due: string | null,
  isLastTry: boolean,
): Promise<void> {
  const { database } = means;
  const report = await database.source.getRepository(Report).findOneBy({ id: reportId });
  if (!report || (due !== null && report.nextAt?.toISOString() !== due)) return;
  const days = periodOf(report, due === null ? database.now() : new Date(due));
  const problems: string[] = [];
  let cause: unknown;
  for (const agentId of report.agentIds) {
    const who = await principalOf(database, agentId);
    if (!who) continue;
    if (due !== null && !(await claim(database, report, who, days))) continue;
    const fault = await mailTo(means, report, who, days).catch((error: unknown) => error);
    if (fault === undefined) continue;
    problems.push(`${who.email}: ${reasonOf(fault)}`);
    cause ??= fault;
    // Whatever went wrong for one is no reason for the others to wait, or for the next time not to come. What may have
    // arrived is not sent again.
    if (due !== null && !(fault instanceof ChannelError && fault.uncertain)) await release(database, report, who, days);
  }
  const problem = problems.length > 0 ? problems.join('\n') : null;
  const isOver = due !== null && (problem === null || isLastTry);
  await database.write(REPORTS, async (tx) => {
    const present = await lockReport(tx, reportId);
    if (!present) return;
    present.problem = problem;
    if (problem === null) present.lastAt = tx.now;
    if (isOver && present.nextAt?.toISOString() === due) {
      present.nextAt = nextDue(present, tx.now);
      await setTimer(tx, present);
    }
    await tx.repo(Report).save(present);
  });
  if (problem !== null) throw new Error(`The report “${report.name}” has not reached everybody.`, { cause });
}

const reasonOf = (fault: unknown): string => (fault instanceof ChannelError ? fault.reason : OUR_FAULT);

/** Before it is sent: whoever dies in between has sent it once at most. Answers whether it is ours to send. */
async function claim(database: Database, { id }: Report, who: Principal, { from }: Days): Promise<boolean> {
  const rows = await database.write(REPORTS, (tx) =>
    tx.query(
      `insert into report_sent (report_id, agent_id, period, at) values ($1, $2, $3::date, $4) on conflict do nothing returning report_id`,
      [id, who.id, from, tx.now],
    ),
  );
  return rows.length > 0;
}

const release = (database: Database, { id }: Report, who: Principal, { from }: Days): Promise<unknown> =>
  database.write(REPORTS, (tx) =>
    tx.query(`delete from report_sent where report_id = $1 and agent_id = $2 and period = $3::date`, [
      id,
      who.id,
      from,
    ]),
  );

async function mailTo(
  { database, accounts, io, config }: Means,
  report: Report,
  who: Principal,
  days: Days,
): Promise<void> {
  const account = (await accounts.all()).find(canMail);
  const to = account?.channel.identify(who.email);
  if (!account || !to) throw new ChannelError(NO_ACCOUNT, true);
  const { metrics, language, name, groupBy, teamId, channel } = report;
  const query = MetricQuery.parse({
    ...days,
    compare: 'previous',
    ...(teamId && { team: teamId }),
    ...(channel && { channel }),
  });
  const figures = [];
  for (const metric of metrics) figures.push(await metricResult(database, who, metric, query));
  const sheet = await pointsSheet(database, who, metrics, { ...query, groupBy }, language);
  const workbook = await buffer(xlsxOf(sheet));
  const { subject, text, html } = reportMail(name, figures, language, `${config.publicUrl}/dashboards`);
  const from = account.channel.addresses(account.config)[0]!;
  await account.channel.deliver(
    {
      // The same for the same period: whatever is sent again is the same mail.
      externalId: `report.${report.id}.${who.id}.${days.from}@${from.value.split('@').at(-1)}`,
      from: { ...from, name: account.name },
      to: [{ ...to, name: who.name }],
      cc: [],
      subject,
      text,
      html,
      references: [],
      replyToken: '',
      bounceToken: '',
      attachments: [
        {
          name: `${sheet.file}.xlsx`,
          type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          size: workbook.length,
          content: () => Promise.resolve(workbook),
        },
      ],
      template: null,
      callbackUrl: null,
      automatic: true,
      parts: { left: [], note: () => Promise.resolve() },
    },
    account.config,
    io,
  );
}

const canMail = ({ enabled, channel, config }: Account): boolean =>
  enabled &&
  channel.capabilities.subject &&
  channel.capabilities.canInitiate &&
  channel.addresses(config)[0]?.type === 'email';
