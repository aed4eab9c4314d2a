import type { Principal } from '@guichet/access';
import type { AddPushDevice, PushDevice, PushDevices } from '@guichet/contracts';
import { isoTime, type Reader, type Tx } from '@guichet/database';
import { Failure, type Config, type Keyring, newId } from '@guichet/platform';
import { assertPushEndpoint } from './push-endpoint.js';
import { publicKeyOf } from './vapid-keys.js';

/** More browsers than anybody works with: an older one gives way. */
const MOST = 20;
const PURPOSE = 'push subscription';

/** What a device is, with what it needs. */
interface NewDevice {
  keyring: Keyring;
  config: Pick<Config, 'pushServices'>;
  device: AddPushDevice;
  userAgent: string | null;
}

/** Where and by which keys a browser is written to. */
export type PushAddress = AddPushDevice;

/** Reads the encrypted address of a subscription. */
export const openAddress = (keyring: Keyring, sealed: Buffer): PushAddress =>
  JSON.parse(keyring.decrypt(PURPOSE, sealed)) as PushAddress;

/** The devices on which an agent is notified, and the key by which a browser becomes one. */
export const pushDevices = async (reader: Reader, who: Principal): Promise<PushDevices> => ({
  publicKey: await publicKeyOf(reader),
  devices: await devicesOf(reader, who),
});

const devicesOf = (reader: Reader, who: Principal): Promise<PushDevice[]> =>
  reader.query(
    `select id, user_agent as "userAgent", ${isoTime('created_at')} as "createdAt", ${isoTime('used_at')} as "usedAt",
       session_id is not distinct from $2 as current
     from push_subscription where agent_id = $1 order by created_at desc`,
    [who.id, who.session?.id ?? null],
  );

/**
 * Has an agent notified in the browser of this session, until it ends. One that is a device already gets the new address.
 *
 * @throws Failure `invalid-request` for what is no address of a push service.
 */
export async function addPushDevice(
  tx: Tx,
  who: Principal,
  { keyring, config, device, userAgent }: NewDevice,
): Promise<PushDevice> {
  assertPushEndpoint(device.endpoint, config.pushServices);
  const sealed = keyring.encrypt(PURPOSE, JSON.stringify(device));
  await tx.query(
    `insert into push_subscription (id, agent_id, session_id, user_agent, sealed, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (session_id) do update set sealed = excluded.sealed`,
    [newId(), who.id, who.session!.id, userAgent?.slice(0, 300) ?? null, sealed, tx.now],
  );
  await tx.query(
    `delete from push_subscription where id in
       (select id from push_subscription where agent_id = $1 order by created_at desc, id desc offset ${MOST})`,
    [who.id],
  );
  const devices = await devicesOf(tx, who);
  tx.publish('notification-preferences.changed', { agentId: who.id }, { agentId: who.id });
  return devices.find(({ current }) => current)!;
}

/** Notifies an agent on one of their devices no more. Throws Failure `not-found`. */
export async function removePushDevice(tx: Tx, who: Principal, id: string): Promise<void> {
  const removed = await tx.query(`delete from push_subscription where id = $1 and agent_id = $2 returning id`, [
    id,
    who.id,
  ]);
  if (removed.length === 0) throw new Failure('not-found');
  tx.publish('notification-preferences.changed', { agentId: who.id }, { agentId: who.id });
}
