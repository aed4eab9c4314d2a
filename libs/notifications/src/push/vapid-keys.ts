import type { Reader, Tx } from '@guichet/database';
import type { Keyring, Logger } from '@guichet/platform';
import webpush from 'web-push';

const KEY = 'web-push-keys';
const PURPOSE = 'web-push keys';

/** The keys by which push services know this installation (RFC 8292), in base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

interface Stored {
  publicKey: string;
  /** Encrypted, in base64. */
  privateKey: string;
}

/** Returns the keys of this installation; undefined: nobody has asked for them yet. Throws where they are under another secret. */
export async function vapidKeysOf(reader: Reader, keyring: Keyring): Promise<VapidKeys | undefined> {
  const stored = await storedKeys(reader);
  return stored && opened(stored, keyring);
}

/** The key by which a browser subscribes; null: there is none yet. */
export const publicKeyOf = async (reader: Reader): Promise<string | null> =>
  (await storedKeys(reader))?.publicKey ?? null;

async function storedKeys(reader: Reader): Promise<Stored | undefined> {
  const [row] = await reader.query<{ value: Stored }>(`select value from setting where key = $1`, [KEY]);
  return row?.value;
}

const opened = ({ publicKey, privateKey }: Stored, keyring: Keyring): VapidKeys => ({
  publicKey,
  privateKey: keyring.decrypt(PURPOSE, Buffer.from(privateKey, 'base64')),
});

function isReadable(stored: Stored, keyring: Keyring): boolean {
  try {
    opened(stored, keyring);
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes the keys of this installation where it has none yet, or none that the secret of the server opens: the subscriptions are for the
 * old keys and sealed by the old secret, so that they go, and each browser subscribes anew when its agent opens the console. Of two
 * processes that do so at once, one does.
 */
export async function makeVapidKeys(
  tx: Tx,
  { keyring, logger }: { keyring: Keyring; logger: Pick<Logger, 'warn'> },
): Promise<void> {
  const before = await storedKeys(tx);
  if (before && isReadable(before, keyring)) return;
  const { publicKey, privateKey } = webpush.generateVAPIDKeys();
  const value: Stored = { publicKey, privateKey: keyring.encrypt(PURPOSE, privateKey).toString('base64') };
  const made = await tx.query(
    `insert into setting (key, value) values ($1, $2)
     on conflict (key) do update set value = excluded.value where setting.value = $3 returning key`,
    [KEY, JSON.stringify(value), before ? JSON.stringify(before) : null],
  );
  if (!before || made.length === 0) return;
  logger.warn(
    'The web push keys are encrypted with another secret: new ones were made, and all devices subscribe anew.',
  );
  await tx.query(`delete from push_subscription`);
}
