import type { Permission } from '@guichet/contracts';
import { Case, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { teamsFor, type Principal } from './principal.js';

/** The case, locked until the end of the transaction: the only way to get one to write. Missing and forbidden look alike. */
export async function caseFor(tx: Tx, who: Principal, id: string, permission: Permission): Promise<Case> {
  const teamIds = teamsFor(who, permission);
  const found = await tx.repo(Case).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!found || (teamIds && !teamIds.includes(found.teamId))) throw new Failure('not-found');
  return found;
}

/** Are these teams among those that the principal may read? For everything that is pushed. */
export const maySee = (who: Principal, teamIds: readonly string[]): boolean => {
  const mine = teamsFor(who, 'case.read');
  return mine === null || teamIds.length === 0 || teamIds.some((id) => mine.includes(id));
};
