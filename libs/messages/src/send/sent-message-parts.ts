import type { Delivered, PartIds, PartLog } from '@guichet/channels';
import type { DeliveryStatus } from '@guichet/contracts';
import type { Database, MessagePart, Tx } from '@guichet/database';
import type { Logger } from '@guichet/platform';

const SENDING = { kind: 'system', name: 'Delivery' } as const;

/**
 * The states of a message that its provider has taken, in their order; a letter is handed over before it is sent. A receipt never
 * takes one back: `sent` after `delivered` is outdated.
 */
const COURSE: readonly DeliveryStatus[] = ['handed-over', 'sent', 'failed', 'delivered', 'read'];

/** Providers may report a failure first and success afterwards, never the other way round. */
export const isFurther = (status: DeliveryStatus, than: DeliveryStatus): boolean =>
  COURSE.indexOf(status) > COURSE.indexOf(than);

export type Part = Pick<MessagePart, 'externalId' | 'state' | 'reason'>;

/** The parts of a message whose ids are known, each as its last attempt left it. */
export const partsOf = (tx: Tx, entryId: string): Promise<Part[]> =>
  tx.query<Part>(
    `select external_id as "externalId", state, reason from message_part
     where entry_id = $1 and position is not null order by position`,
    [entryId],
  );

/** The state of a message is that of its worst part; undefined while parts are still to be sent. */
export function stateOfParts(
  parts: readonly Pick<Part, 'state' | 'reason'>[],
  of: number,
): Pick<Part, 'state' | 'reason'> | undefined {
  const failed = parts.find(({ state }) => state === 'failed');
  if (failed) return { state: 'failed', reason: failed.reason };
  if (parts.length < of) return undefined;
  const [state] = parts.map((part) => part.state).sort((a, b) => COURSE.indexOf(a) - COURSE.indexOf(b));
  return state && { state, reason: null };
}

/** The provider's ids of the parts that it took; none where the channel uses our own id. */
export const idsOf = (entryId: string, { externalId, otherIds = [] }: Delivered): PartIds =>
  externalId.startsWith(`${entryId}.`) ? [] : [externalId, ...otherIds];

/** Records the provider's id of a message that was sent: replies and reactions will name it. */
export async function recordExternalId(tx: Tx, entryId: string, [first]: PartIds): Promise<void> {
  if (first != null) await tx.query(`update message set external_id = $2 where entry_id = $1`, [entryId, first]);
}

/** Records the ids of the parts that were sent; ids of earlier attempts at the same parts count no more. */
export async function recordParts(
  tx: Tx,
  entryId: string,
  { ids, state = 'sent' }: { ids: PartIds; state?: DeliveryStatus },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update message_part set position = null where entry_id = $1 and position is not null and external_id <> all($2::text[])`,
    [entryId, ids.filter((id) => id !== null)],
  );
  await tx.query(
    `insert into message_part (external_id, entry_id, position, state)
     select id, $1, n - 1, $3 from unnest($2::text[]) with ordinality part(id, n) where id is not null
     on conflict (external_id) do update set position = excluded.position`,
    [entryId, ids, state],
  );
}

/** Records that the post brought a letter back, as an agent saw: what its provider still tells of it decides nothing. */
export async function markPartsReturned(tx: Tx, entryId: string, reason: string): Promise<void> {
  await tx.query(
    `update message_part set state = 'failed', reason = $2, position = null where entry_id = $1 and position is not null`,
    [entryId, reason],
  );
}

/**
 * Records an id that a report names: of the first part without one, else of an attempt that is no longer known. Returns whether it
 * was new.
 */
export async function recordPartFromReport(tx: Tx, entryId: string, externalId: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into message_part (external_id, entry_id, position)
     select $2, $1, (select min(n) from generate_series(0, d.parts - 1) n
       where not exists (select from message_part p where p.entry_id = d.entry_id and p.position = n))
     from delivery d where d.entry_id = $1 on conflict do nothing returning external_id`,
    [entryId, externalId],
  );
  return rows.length > 0;
}

/** Records each part as soon as it is sent, so that it is not sent again even when this process dies. */
export class PartRecorder implements PartLog {
  private readonly logger: Logger;
  private readonly entryId: string;
  sent: PartIds;

  private constructor(
    private readonly database: Database,
    { logger, entryId, sent }: { logger: Logger; entryId: string; sent: PartIds },
  ) {
    this.logger = logger;
    this.entryId = entryId;
    this.sent = sent;
  }

  static async of(database: Database, logger: Logger, entryId: string): Promise<PartRecorder> {
    const rows = await database.query<{ externalId: string; position: number }>(
      `select external_id as "externalId", position from message_part
       where entry_id = $1 and position is not null and state <> 'failed'`,
      [entryId],
    );
    const left: (string | null)[] = [];
    for (const { externalId, position } of rows) left[position] = externalId;
    return new PartRecorder(database, { logger, entryId, sent: Array.from(left, (id) => id ?? null) });
  }

  async record(left: PartIds, of: number): Promise<void> {
    this.sent = [...left];
    try {
      await this.database.write(SENDING, async (tx) => {
        await tx.query(`update delivery set parts = $2 where entry_id = $1`, [this.entryId, of]);
        await recordParts(tx, this.entryId, { ids: this.sent });
      });
    } catch (error) {
      // The outcome of this attempt records the part again.
      this.logger.error('A part that was sent could not be recorded yet.', { entryId: this.entryId, error });
    }
  }
}
