import type { Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { SHARED, isStanding } from './handle-evidence.js';
import { handleKey, type KnownHandle } from './resolve-handles.js';
import { mayBeSameName } from './similar-names.js';

/** Somebody who writes from an address: its owner, or one who is known to use it as well. */
interface User {
  handleId: string;
  citizenId: string;
  citizenName: string;
  names: string[];
}

const ownerOf = ({ id, name, citizenId, citizenName }: KnownHandle): User => ({
  ...{ handleId: id, citizenId, citizenName, names: [name, citizenName] },
});

const isNamed = ({ name = '' }: Handle): boolean => !mayBeSameName(name, '');

const fits = (sender: Handle, { names }: User): boolean =>
  names.includes(sender.name ?? '') || !isNamed(sender) || names.some((name) => mayBeSameName(name, sender.name!));

/**
 * Who writes from some known addresses. A sender who gives another name than the owner of the address is somebody else: the
 * one who has written from it by that name before, else a person of their own. Nobody is renamed and nobody is merged.
 */
export class Senders {
  private readonly strangers: User[] = [];

  private constructor(
    private readonly tx: Tx,
    private readonly known: ReadonlyMap<string, KnownHandle>,
    private readonly users: User[],
  ) {}

  /** `aboutId` is whom the case is about that a message goes to, where there is one. */
  static async of(
    tx: Tx,
    known: ReadonlyMap<string, KnownHandle>,
    messages: readonly { from: Handle; aboutId: string | null }[],
  ): Promise<Senders> {
    const used = messages.flatMap(({ from, aboutId }) => {
      const owner = known.get(handleKey(from))!;
      const isTheirs = fits(from, ownerOf(owner)) && (aboutId === null || aboutId === owner.citizenId);
      return isTheirs || !SHARED.includes(from.type) ? [] : [owner.id];
    });
    return new Senders(tx, known, used.length > 0 ? await otherUsers(tx, [...new Set(used)]) : []);
  }

  /** Where two of one address may be meant, it is the one that the case is about. */
  who(from: Handle, aboutId: string | null): KnownHandle {
    const handle = this.known.get(handleKey(from))!;
    if (!SHARED.includes(from.type)) return handle;
    const users = [ownerOf(handle), ...this.users.filter(({ handleId }) => handleId === handle.id)];
    const fitting = users.filter((user) => fits(from, user));
    const { citizenId, citizenName } =
      fitting.find((user) => user.citizenId === aboutId) ?? fitting[0] ?? this.stranger(handle, from.name!);
    return { ...handle, citizenId, citizenName };
  }

  private stranger({ id: handleId }: KnownHandle, name: string): User {
    const stranger = { handleId, citizenId: newId(), citizenName: name, names: [name] };
    this.users.push(stranger);
    this.strangers.push(stranger);
    return stranger;
  }

  /** Writes down who has come up. */
  async save(): Promise<void> {
    if (this.strangers.length === 0) return;
    await this.tx.query(
      `with stranger as (select * from jsonb_to_recordset($1::jsonb) as s("handleId" uuid, "citizenId" uuid, "citizenName" text)),
       person as (
         insert into citizen (id, name, created_at, root_id) select "citizenId", "citizenName", $2, "citizenId" from stranger)
       insert into handle_evidence (handle_id, citizen_id, kind, name, at) select "handleId", "citizenId", 'wrote', "citizenName", $2 from stranger`,
      [JSON.stringify(this.strangers), this.tx.now],
    );
  }
}

/**
 * Who is known to use these addresses but their owners. Locks them: two mails of one name that are understood at once are
 * of one person. Index `handle_evidence_handle`.
 */
async function otherUsers(tx: Tx, handleIds: string[]): Promise<User[]> {
  await tx.query(`select 1 from handle where id = any($1::uuid[]) order by id for no key update`, [handleIds]);
  return tx.query<User>(
    `select v.handle_id as "handleId", c.id as "citizenId", c.name as "citizenName", array_agg(distinct v.name) || c.name as names
     from handle_evidence v join handle h on h.id = v.handle_id join citizen c on c.id = v.citizen_id
     where v.handle_id = any($1::uuid[]) and v.citizen_id <> h.citizen_id and ${isStanding('v')}
     group by v.handle_id, c.id order by min(v.id)`,
    [handleIds],
  );
}
