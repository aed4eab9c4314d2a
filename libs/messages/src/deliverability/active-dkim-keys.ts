import type { ChannelIo } from '@guichet/channels';
import type { Database } from '@guichet/database';
import type { Keyring } from '@guichet/platform';

type SigningKey = Awaited<ReturnType<NonNullable<ChannelIo['dkimKeys']>>>[number];

const PURPOSE = 'dkim-key';

export const sealKey = (keyring: Keyring, privateKey: string): Buffer => keyring.encrypt(PURPOSE, privateKey);

/** The keys by which mail from a domain is signed now: those that DNS publishes, where its mail is signed here at all. */
export async function signingKeys(
  { database, keyring }: { database: Database; keyring: Keyring },
  domain: string,
): Promise<SigningKey[]> {
  const rows = await database.query<{ selector: string; sealed: Buffer }>(
    `select k.selector, k.private_key as sealed from sending_domain d join dkim_key k on k.domain = d.domain
     where d.domain = $1 and d.signs and k.published_at is not null and k.replaced_at is null order by k.algorithm desc`,
    [domain],
  );
  return rows.map(({ selector, sealed }) => ({ domain, selector, privateKey: keyring.decrypt(PURPOSE, sealed) }));
}
