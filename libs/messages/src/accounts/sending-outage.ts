import { ChannelAccount, type SendingOutage, type Tx } from '@guichet/database';
import { healthAside, setAccountHealth } from './account-health-and-changed-event.js';

/** After so many faults in a row, only one message is tried at a time: what hangs must not be tried with every message. */
const FAULTS_TO_STOP = 3;
const FIRST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 300;

/** A fault of the provider's server, as an attempt found it. */
export interface ServerFault {
  channelAccountId: string;
  reason: string;
  /** How many faults in a row were known when the attempt began. */
  knownFaults: number;
}

/**
 * Counts a fault of the server of an account. After several in a row, the account stops and its health says so. Attempts that were
 * under way when it stopped do not lengthen the pause.
 */
export async function recordServerFault(tx: Tx, { channelAccountId, reason, knownFaults }: ServerFault): Promise<void> {
  const wasProbe = knownFaults >= FAULTS_TO_STOP;
  const [outage] = await tx.query<{ isStopped: boolean }>(
    `insert into sending_outage as o (channel_account_id, failures, since, reason) values ($1, 1, $2, $3)
     on conflict (channel_account_id) do update set failures = o.failures + 1, reason = excluded.reason, probes = o.probes + $5::int,
       probe_at = case when o.failures + 1 >= $4 then $2 + least($6, $7 * 2 ^ (o.probes + $5::int)) * interval '1 second' end
     returning probe_at is not null as "isStopped"`,
    [channelAccountId, tx.now, reason, FAULTS_TO_STOP, wasProbe ? 1 : 0, LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS],
  );
  if (outage?.isStopped) await setAccountHealth(tx, channelAccountId, await restOfHealth(tx, channelAccountId));
}

/** The server works: what waits for another attempt is tried at once, and the health says no more of it. */
export async function endOutage(tx: Tx, channelAccountId: string): Promise<void> {
  const [outage] = await tx.query<Pick<SendingOutage, 'probeAt'>>(
    `delete from sending_outage where channel_account_id = $1 returning probe_at as "probeAt"`,
    [channelAccountId],
  );
  if (!outage?.probeAt) return;
  await setAccountHealth(tx, channelAccountId, await restOfHealth(tx, channelAccountId));
  await wakeWaiting(tx, channelAccountId);
}

/** Messages that could not be sent by an account that works now need not wait for their time. Index `delivery_due`. */
export async function wakeWaiting(tx: Tx, channelAccountId: string): Promise<void> {
  const woken = await tx.query(
    `update delivery set due_at = $2 where channel_account_id = $1 and state = 'queued' and attempts > 0 and due_at > $2 returning 1`,
    [channelAccountId, tx.now],
  );
  if (woken.length > 0) tx.notify('delivery');
}

const restOfHealth = async (tx: Tx, id: string) => healthAside(await tx.repo(ChannelAccount).findOneByOrFail({ id }));
