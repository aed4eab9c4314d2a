import type { Tx } from '@guichet/database';
import { conflict, wrongField } from '@guichet/platform';

/** A case as it goes from one team to another. */
export interface TeamMove {
  caseId: string;
  fromTeamId: string;
  toTeamId: string;
}

interface SectorMove extends TeamMove {
  from: string | null;
  to: string | null;
}

/** Those of these moves that lead into another sector, or into or out of one. */
const sectorMoves = (tx: Tx, moves: readonly TeamMove[]): Promise<SectorMove[]> =>
  tx.query<SectorMove>(
    `select m."caseId", m."fromTeamId", m."toTeamId", f.sector_id as "from", t.sector_id as "to"
     from jsonb_to_recordset($1::jsonb) m("caseId" uuid, "fromTeamId" uuid, "toTeamId" uuid)
     join team f on f.id = m."fromTeamId" join team t on t.id = m."toTeamId"
     where f.sector_id is distinct from t.sector_id`,
    [JSON.stringify(moves)],
  );

/**
 * What leaves a sector leaves it for a reason, which the timeline keeps. What is in a team without a sector has none to leave.
 *
 * @throws Failure `invalid-request` (`sector-reason-needed`) for a move out of a sector without a reason.
 */
export async function assertReasonToLeave(tx: Tx, move: TeamMove, reason: string | undefined): Promise<void> {
  if (reason !== undefined || move.fromTeamId === move.toTeamId) return;
  const [found] = await sectorMoves(tx, [move]);
  if (found?.from) throw wrongField('reason', 'sector-reason-needed');
}

/** Does it lead out of a sector, so that others see what they have not seen? */
export async function leavesSector(tx: Tx, move: TeamMove): Promise<boolean> {
  const [found] = await sectorMoves(tx, [move]);
  return Boolean(found?.from);
}

/**
 * An undoing asks for no reason, so it brings nothing into a sector in which that has never been. What was in another team of the
 * sector before, `wasInTeamId`, was seen there already, and the reason for which it left is kept.
 *
 * @throws Failure `conflict` (`undo-leaves-sector`).
 */
export async function assertUndoneIntoItsSector(
  tx: Tx,
  { wasInTeamId, ...move }: TeamMove & { wasInTeamId: string | null },
): Promise<void> {
  const [leaving] = await sectorMoves(tx, [move]);
  if (!leaving?.from) return;
  const { caseId, toTeamId } = move;
  const [strayed] = wasInTeamId ? await sectorMoves(tx, [{ caseId, fromTeamId: wasInTeamId, toTeamId }]) : [leaving];
  if (strayed) throw conflict('undo-leaves-sector');
}

/** Publishes that cases have changed their sector, where they have. */
export async function publishSectorMoves(tx: Tx, moves: readonly TeamMove[]): Promise<void> {
  const others = moves.filter(({ fromTeamId, toTeamId }) => fromTeamId !== toTeamId);
  if (others.length === 0) return;
  for (const { caseId, fromTeamId, toTeamId, from, to } of await sectorMoves(tx, others))
    tx.publish('case.sector-changed', { from, to }, { caseId, teamIds: [fromTeamId, toTeamId] });
}
