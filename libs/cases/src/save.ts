import type { CaseStatus } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';

/** Writes a locked case back, one version on. */
export async function saveCase(tx: Tx, item: Case): Promise<void> {
  item.version += 1;
  await tx.query(
    `update cases set subject = $2, status = $3, priority = $4, team_id = $5, assignee_id = $6, channels = $7, channel_id = $8, tags = $9,
       preview = $10, last_kind = $11, last_direction = $12, last_entry_at = $13, last_position = $14, last_inbound_position = $15,
       delivery_problem = $16, snooze_until = $17, closed_at = $18, version = $19, citizen_id = $20, citizen_name = $21, merged_into_id = $22, kind_id = $23, language = $24
     where id = $1`,
    [
      item.id,
      item.subject,
      item.status,
      item.priority,
      item.teamId,
      item.assigneeId,
      item.channels,
      item.channelId,
      item.tags,
      item.preview,
      item.lastKind,
      item.lastDirection,
      item.lastEntryAt,
      item.lastPosition,
      item.lastInboundPosition,
      item.deliveryProblem,
      item.snoozeUntil,
      item.closedAt,
      item.version,
      item.citizenId,
      item.citizenName,
      item.mergedIntoId,
      item.kindId,
      item.language,
    ],
  );
}

/** Moves a locked case to a status, with all that goes with it. */
export function setStatus(item: Case, to: CaseStatus, now: Date, snoozeUntil: Date | null = null): void {
  item.status = to;
  item.snoozeUntil = to === 'snoozed' ? snoozeUntil : null;
  item.closedAt = to === 'closed' ? now : null;
}
