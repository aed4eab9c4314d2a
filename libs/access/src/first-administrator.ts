import type { Setup as SetupRequest } from '@guichet/contracts';
import { Setting, type Database, type Tx, type Reader } from '@guichet/database';
import { Failure, SettingError } from '@guichet/platform';
import { createAgent } from './agents.js';
import { digestOf, newSecret } from './secrets-and-digests.js';
import { signFromBeginning } from './signature-blocks.js';
import { createTeam } from './teams.js';

const SETUP = { kind: 'system', name: 'Setup' } as const;

/** Is there no administrator yet, so that the one-time link creates one? */
export async function setupIsOpen(reader: Reader): Promise<boolean> {
  const [row] = await reader.query<{ open: boolean }>(`select not exists (select 1 from agent) as open`);
  return row!.open;
}

/** A new one-time secret for the link that creates the first administrator; the one before is void. Null: there is one already. */
export async function newSetupSecret(database: Database): Promise<string | null> {
  if (!(await setupIsOpen(database))) return null;
  const secret = newSecret();
  await database.write(SETUP, (tx) =>
    tx.repo(Setting).upsert({ key: 'setup', value: { digest: digestOf(secret) } }, ['key']),
  );
  return secret;
}

export const setUp = (database: Database, request: SetupRequest): Promise<string> =>
  database.write(SETUP, async (tx) => {
    // Serialises two who follow the link at once.
    const setting = await tx.repo(Setting).findOne({ where: { key: 'setup' }, lock: { mode: 'pessimistic_write' } });
    const digest = (setting?.value as { digest?: string } | undefined)?.digest;
    if (!digest || digest !== digestOf(request.token)) throw new Failure('not-found');
    return createFirstAdministrator(tx, request);
  });

/**
 * For unattended installations: the administrator of the settings, if nobody is there yet.
 *
 * @throws SettingError for a password that is easy to guess.
 */
export const ensureAdministrator = (database: Database, email: string, password: string): Promise<void> =>
  database.write(SETUP, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('guichet setup'))`);
    const [row] = await tx.query(`select 1 from agent limit 1`);
    if (row) return;
    const wanted = { email, password, name: email.split('@')[0]! };
    await createFirstAdministrator(tx, wanted).catch((error: unknown) => {
      const [wrong] = error instanceof Failure ? (error.more.errors ?? []) : [];
      throw wrong?.path === 'password' ? new SettingError('GUICHET_ADMIN_PASSWORD', wrong.message) : error;
    });
  });

async function createFirstAdministrator(
  tx: Tx,
  wanted: { email: string; name: string; password: string; team?: string | undefined },
): Promise<string> {
  const team = await createTeam(tx, null, { name: wanted.team ?? 'Accueil', agentIds: [] });
  const { id } = await createAgent(tx, null, {
    email: wanted.email,
    name: wanted.name,
    password: wanted.password,
    role: 'administrator',
    teamIds: [team.id],
  });
  await signFromBeginning(tx);
  await tx.repo(Setting).delete({ key: 'setup' });
  return id;
}
