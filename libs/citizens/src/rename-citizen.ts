import { type Principal } from '@guichet/access';
import { Citizen, type Tx } from '@guichet/database';
import { publishCitizenChanged } from './merge-citizens.js';

/** Gives a person another name. The names that their cases show are for `cases` to change. */
export async function renameCitizen(
  tx: Tx,
  who: Principal,
  { citizenId, name }: { citizenId: string; name: string },
): Promise<void> {
  await tx.repo(Citizen).update({ id: citizenId }, { name });
  await publishCitizenChanged(tx, who, [citizenId]);
}
