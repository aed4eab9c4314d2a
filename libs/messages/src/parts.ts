import type { Delivered, PartIds, PartLog } from '@guichet/channels';
import type { DeliveryStatus } from '@guichet/contracts';
import type { Database, MessagePart, Tx } from '@guichet/database';
import type { Logger } from '@guichet/platform';

const SENDING = { kind: 'system', name: 'Delivery' } as const;

/** How far a message has come, the least first. A receipt never takes one back: `sent` after `delivered` is old news. */
const COURSE: readonly DeliveryStatus[] = ['sent', 'failed', 'delivered', 'read'];

/** Providers do tell of a failure first and of success afterwards, never the other way round. */
export const isFurther = (status: DeliveryStatus, than: DeliveryStatus): boolean =>
  COURSE.indexOf(status) > COURSE.indexOf(than);

export type Part = Pick<MessagePart, 'externalId' | 'state' | 'reason'>;

/** The parts of a message of which the provider has told us an id, each as its last try made it. */
export const partsOf = (tx: Tx, entryId: string): Promise<Part[]> =>
  tx.query<Part>(
    `select external_id as "externalId", state, reason from message_part
     where entry_id = $1 and position is not null order by position`,
    [entryId],
  );

/** A message in so many parts is what the worst of them is; undefined: it depends on those that have not left. */
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

/** The ids that the provider gave to the parts of what it took. A channel that calls a message as we do has none. */
export const idsOf = (entryId: string, { externalId, otherIds = [] }: Delivered): PartIds =>
  externalId.startsWith(`${entryId}.`) ? [] : [externalId, ...otherIds];

/** What the provider calls a message that has left: answers and reactions will name it so. */
export async function learnExternalId(tx: Tx, entryId: string, [first]: PartIds): Promise<void> {
  if (first != null) await tx.query(`update message set external_id = $2 where entry_id = $1`, [entryId, first]);
}

/** What has left, by what name: an earlier try of the same part decides nothing any more. */
export async function learnParts(tx: Tx, entryId: string, ids: PartIds, state: DeliveryStatus = 'sent'): Promise<void> {
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

/** An id that a report brings: of the first part that has none yet, else of a try that we know no more. */
export async function learnFromReport(tx: Tx, entryId: string, externalId: string): Promise<void> {
  await tx.query(
    `insert into message_part (external_id, entry_id, position)
     select $2, $1, (select min(n) from generate_series(0, d.parts - 1) n
       where not exists (select from message_part p where p.entry_id = d.entry_id and p.position = n))
     from delivery d where d.entry_id = $1 on conflict do nothing`,
    [entryId, externalId],
  );
}

/** Writes down what has left as it leaves, so that not even our own death has it sent again. */
export class KeptParts implements PartLog {
  private constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    private readonly entryId: string,
    public left: PartIds,
  ) {}

  static async of(database: Database, logger: Logger, entryId: string): Promise<KeptParts> {
    const rows = await database.read<{ externalId: string; position: number }>(
      `select external_id as "externalId", position from message_part
       where entry_id = $1 and position is not null and state <> 'failed'`,
      [entryId],
    );
    const left: (string | null)[] = [];
    for (const { externalId, position } of rows) left[position] = externalId;
    return new KeptParts(
      database,
      logger,
      entryId,
      Array.from(left, (id) => id ?? null),
    );
  }

  async note(left: PartIds, of: number): Promise<void> {
    this.left = [...left];
    try {
      await this.database.write(SENDING, async (tx) => {
        await tx.query(`update delivery set parts = $2 where entry_id = $1`, [this.entryId, of]);
        await learnParts(tx, this.entryId, this.left);
      });
    } catch (error) {
      // The outcome of this try brings it again.
      this.logger.error('A part that has left could not be written down yet.', { entryId: this.entryId, error });
    }
  }
}
