import { Organisation } from '@guichet/contracts';
import { Setting, type Database, type Tx } from '@guichet/database';
import { allow, type Principal } from './principal.js';

const KEY = 'organisation';

/** Who answers, as letters, templates and pages say it; what nobody has filled in is empty. */
export async function organisationOf(database: Database): Promise<Organisation> {
  const [row] = await database.read<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
  return Organisation.parse(row?.value ?? {});
}

export async function saveOrganisation(tx: Tx, who: Principal, wanted: Organisation): Promise<Organisation> {
  allow(who, 'organisation.manage');
  await tx.repo(Setting).upsert({ key: KEY, value: wanted }, ['key']);
  return wanted;
}
