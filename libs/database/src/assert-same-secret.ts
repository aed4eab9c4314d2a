import { SettingError, type Keyring } from '@guichet/platform';
import type { Database } from './database.js';

const KEY = 'secret-check';

/**
 * Compares the secret of this start with that of the first one, of which the database keeps a signature. Throws
 * `SettingError` for another secret: it would open no stored credentials, and would take rightly signed links, tokens and
 * webhooks for forged ones.
 */
export async function assertSameSecret(database: Database, keyring: Keyring): Promise<void> {
  const signature = keyring.sign(KEY, KEY);
  await database.execute(`insert into setting (key, value) values ($1, to_jsonb($2::text)) on conflict do nothing`, [
    KEY,
    signature,
  ]);
  const [kept] = await database.query<{ value: string }>(`select value from setting where key = $1`, [KEY]);
  if (kept?.value === signature) return;
  throw new SettingError(
    'GUICHET_SECRET',
    'is not the secret that this database was first started with: set that one, or put the file "secret" back into the data folder',
  );
}
