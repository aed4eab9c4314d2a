import type { InboundReport } from '@guichet/channels';
import { EarlyReport, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { z } from 'zod';
import { newId } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';
import { applyAmendment } from './apply-edit-or-reaction.js';
import { applyConsent } from './apply-consent.js';
import { applyReceipt } from './apply-receipt.js';
import type { ReportSource } from './provider-report-source.js';

/**
 * Joins what a provider reports to the message that it is about. A report that comes twice changes nothing.
 *
 * @returns false where it is about no message that we know (yet)
 */
export async function applyReport(tx: Tx, origin: ReportSource, report: InboundReport): Promise<boolean> {
  switch (report.type) {
    case 'receipt':
    case 'complaint':
      return applyReceipt(tx, origin, report);
    case 'consent':
      return applyConsent(tx, origin, report);
    default:
      return applyAmendment(tx, origin.account, report);
  }
}

/**
 * Joins a report to its message, or keeps it until that is known: `applyEarlyReports` finds it by the id of the message.
 *
 * @returns false where it is about no message that we know yet
 */
export async function applyOrKeepReport(tx: Tx, origin: ReportSource, report: InboundReport): Promise<boolean> {
  if (await applyReport(tx, origin, report)) return true;
  const target = targetOf(report);
  if (!target) return false;
  await lockTargets(tx, [target]);
  // Its message may have become known while this waited.
  if (await applyReport(tx, origin, report)) return true;
  const id = newId();
  await tx.repo(EarlyReport).insert({ id, channelAccountId: origin.account.id, target, report, receivedAt: tx.now });
  return false;
}

/** Whoever keeps a report for a message, and whoever makes that message known, come one after the other: none misses the other. */
async function lockTargets(tx: Tx, targets: readonly string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtext('early report ' || target)) from (select unnest($1::text[]) as target order by 1) targets`,
    [targets],
  );
}

function targetOf(report: InboundReport): string | undefined {
  if ('target' in report) return report.target;
  if (!('threadKeys' in report)) return undefined;
  return report.threadKeys.find((key) => key.startsWith('ref:'))?.slice('ref:'.length);
}

// JSON has no dates, so the stored texts of dates become dates again.
const DateOrNull = z.union([z.iso.datetime().transform((text) => new Date(text)), z.null()]);

interface EarlyReportRow {
  id: string;
  channelAccountId: string;
  report: InboundReport;
  receivedAt: Date;
}

/** Applies the reports that came before the messages with these external ids, in the order in which they came. */
export async function applyEarlyReports(
  tx: Tx,
  { keyring, accounts }: { keyring: Keyring; accounts: readonly Account[] },
  externalIds: readonly string[],
): Promise<void> {
  await lockTargets(tx, externalIds);
  const rows = await tx.query<EarlyReportRow>(
    `delete from early_report where target = any($1::text[])
     returning id, channel_account_id as "channelAccountId", report, received_at as "receivedAt"`,
    [externalIds],
  );
  for (const row of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const account = accounts.find(({ id }) => id === row.channelAccountId);
    const report = 'at' in row.report ? { ...row.report, at: DateOrNull.parse(row.report.at) } : row.report;
    if (account) await applyReport(tx, { keyring, account, receivedAt: row.receivedAt }, report);
  }
}
