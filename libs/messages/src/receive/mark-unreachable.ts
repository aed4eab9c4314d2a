import { commonReason, type InboundReport } from '@guichet/channels';
import type { Tx } from '@guichet/database';
import type { ParsedEnvelope } from './parse-envelope.js';

/** The reason of an address whose owner complained about a message. */
export const COMPLAINED = commonReason('reported-unwanted');

/**
 * Marks the addresses that a bounce or a complaint names as unreachable, although it matches no message of ours: the last
 * message may have left by another program. Anybody can write such a mail, so it warns agents and closes nothing, and an
 * address that we do not know is not stored. A report that is proved to be forged marks nothing.
 */
export async function markUnreachable(
  tx: Tx,
  {
    account,
    envelope,
    reports,
    authentication,
  }: Pick<ParsedEnvelope, 'account' | 'envelope' | 'reports' | 'authentication'>,
): Promise<void> {
  if (authentication?.verdict === 'failed') return;
  const marks = reports.flatMap((report) => {
    const reason = failureOf(report);
    const handle = reason !== null && 'recipient' in report && report.recipient;
    const { type, value } = (handle && account!.channel.identify(handle)) || {};
    return type && value ? [{ type, value, reason }] : [];
  });
  if (marks.length === 0) return;
  const rows = await tx.query<{ citizenId: string; teamIds: string[] }>(
    `update handle h set unreachable_at = $1, unreachable_reason = w.reason
     from jsonb_to_recordset($2::jsonb) as w(type text, value text, reason text)
     where h.type = w.type and h.value = w.value and (h.unreachable_at is null or h.unreachable_at < $1)
     returning h.citizen_id as "citizenId", array(
       select distinct k.team_id from case_participant p join cases k on k.id = p.case_id where p.handle_id = h.id and k.restricted_to is null) as "teamIds"`,
    [envelope.receivedAt, JSON.stringify(marks)],
  );
  for (const { citizenId, teamIds } of rows)
    if (teamIds.length > 0) tx.publish('citizen.changed', { citizenId }, { teamIds });
}

/** Why the recipient of a report cannot be reached; null where it says no such thing. */
function failureOf(report: InboundReport): string | null {
  if (report.type === 'complaint') return COMPLAINED;
  return report.type === 'receipt' && report.status === 'failed' && !report.isAccountFault
    ? (report.reason ?? '')
    : null;
}
