import { lockCases, mergeAsOneCorrespondence, untouchedCases } from '@guichet/cases';
import { handleKey } from '@guichet/citizens';
import type { Case, Tx } from '@guichet/database';
import type { PlacedMessage } from './placed-message.js';
import { trustIn } from './sender-trust.js';
import { isSpam } from './spam-in-threads.js';

/** The largest case that comes of it: the entries of both are read to merge them, and nobody has looked at so many. */
const MAX_ENTRIES = 200;

/** The most merges of one transaction, so that it ends soon. */
const MAX_MERGES = 256;

const REASON = 'one-correspondence';

/** Where the messages of a case are, or will be: a case in which nobody has done anything, or one that this batch opens. */
interface Correspondence {
  accountId: string;
  /** Null where the batch opens it: routing has not been asked yet. */
  teamId: string | null;
  sender: string;
  /** Null where the batch opens it. */
  stored: Case | null;
}

/**
 * Makes one case of those that a message proves to be one correspondence, as far as nobody has touched them: they hold messages of one
 * address to one account, in one team, so that nobody sees more than before. The oldest stays. Others are suggested to the agent.
 * A batch without such a message costs nothing. Two transactions with one pair of cases wait for each other; the second finds one case.
 */
export async function joinProvenCases(tx: Tx, placed: readonly PlacedMessage[]): Promise<void> {
  if (!placed.some(({ thread }) => provenBy(thread).length > 0)) return;
  await new Joining(tx, placed).run();
}

const provenBy = (thread: PlacedMessage['thread']): readonly string[] => (thread.to === 'case' && thread.proven) || [];

/** The joining of the cases of one batch. */
class Joining {
  /** Where the messages of a case are now, by the id that it had; what is missing is where it was. */
  private readonly joined = new Map<string, string>();
  private readonly correspondences = new Map<string, Correspondence>();
  private readonly suggested: { from: PlacedMessage; caseId: string }[] = [];
  private merges = 0;

  constructor(
    private readonly tx: Tx,
    private readonly placed: readonly PlacedMessage[],
  ) {}

  async run(): Promise<void> {
    await this.read();
    for (const one of this.placed)
      for (const otherId of provenBy(one.thread)) {
        const [caseId, other] = [this.now(one.caseId), this.now(otherId)];
        if (caseId !== other && !(await this.join(caseId, other))) this.suggested.push({ from: one, caseId: other });
      }
    for (const one of this.placed) this.place(one);
    await this.suggest();
  }

  /** Locks all cases of the batch at once, in the order in which everybody does, and finds what they are. */
  private async read(): Promise<void> {
    const ids = this.placed.flatMap(({ thread, caseId }) => [
      ...(thread.to === 'case' ? [caseId] : []),
      ...provenBy(thread),
    ]);
    const locked = await lockCases(this.tx, ids);
    for (const [id, item] of locked) if (item.id !== id) this.joined.set(id, item.id);
    const pairs = this.placed.flatMap(({ thread, caseId }) =>
      provenBy(thread).flatMap((other) => [this.now(caseId), this.now(other)]),
    );
    const untouched = await untouchedCases(this.tx, [...new Set(pairs)].filter((id) => locked.has(id))); // prettier-ignore
    for (const [id, { accountId, teamId, sender }] of untouched)
      this.correspondences.set(id, { accountId, teamId, sender: handleKey(sender), stored: locked.get(id)! });
    for (const [id, messages] of Map.groupBy(this.placed, ({ caseId }) => this.now(caseId))) {
      const opened = messages[0]!.thread.to === 'new' && openedBy(messages);
      if (opened) this.correspondences.set(id, opened);
      // What the batch itself adds must not change what was found of a stored case.
      else if (!messages.every((message) => isOf(message, this.correspondences.get(id))))
        this.correspondences.delete(id);
    }
  }

  private now(caseId: string): string {
    const into = this.joined.get(caseId);
    return into === undefined ? caseId : this.now(into);
  }

  /** Returns false where two cases must not become one without an agent. */
  private async join(one: string, other: string): Promise<boolean> {
    const [a, b] = [this.correspondences.get(one), this.correspondences.get(other)];
    if (!a || !b || a.accountId !== b.accountId || a.sender !== b.sender) return false;
    if (a.teamId !== null && b.teamId !== null && a.teamId !== b.teamId) return false;
    const [into, from] = this.isFirst(one, other) ? [one, other] : [other, one];
    const [kept, gone] = [this.correspondences.get(into)!, this.correspondences.get(from)!];
    if (kept.stored && gone.stored) {
      if (kept.stored.lastPosition + gone.stored.lastPosition > MAX_ENTRIES || this.merges >= MAX_MERGES) return false;
      this.merges += 1;
      await mergeAsOneCorrespondence(this.tx, { from: gone.stored, into: kept.stored });
    }
    this.joined.set(from, into);
    return true;
  }

  /** The case that has waited longest stays; one that is stored is before one that the batch opens. */
  private isFirst(one: string, other: string): boolean {
    const since = (id: string) =>
      this.correspondences.get(id)!.stored?.openedAt.getTime() ??
      // Later than any that is stored, and in the order of the batch.
      Number.MAX_SAFE_INTEGER - this.placed.length + this.placed.findIndex(({ caseId }) => caseId === id);
    return since(one) - since(other) < 0 || (since(one) === since(other) && one < other);
  }

  /** A message whose case has joined another one opens no case any more. */
  private place(one: PlacedMessage): void {
    const caseId = this.now(one.caseId);
    if (caseId === one.caseId) return;
    one.caseId = caseId;
    if (one.thread.to === 'new') {
      const suggested = one.thread.suggested ? [one.thread.suggested] : [];
      one.thread = { to: 'case', caseId, thirdParty: false, suggested };
    }
  }

  /** Suggests each pair once, unless an agent has decided on it. */
  private async suggest(): Promise<void> {
    const pairs = new Map(
      this.suggested.map(({ from, caseId }) => [[from.caseId, this.now(caseId)].sort().join(), { from, caseId }]),
    );
    if (pairs.size === 0) return;
    const known = await this.tx.query<{ pair: string }>(
      `select least(case_id, other_id) || ',' || greatest(case_id, other_id) as pair from case_link
       where case_id = any($1::uuid[]) or other_id = any($1::uuid[])`,
      [[...pairs.values()].map(({ from }) => from.caseId)],
    );
    for (const { pair } of known) pairs.delete(pair);
    for (const { from, caseId } of pairs.values()) {
      const { thread } = from;
      if (thread.to !== 'case' || from.caseId === this.now(caseId)) continue;
      const suggestion = { caseId: this.now(caseId), reason: REASON };
      from.thread = { ...thread, suggested: [...(thread.suggested ?? []), suggestion] };
    }
  }
}

/** What a batch opens; null where more than one person takes part in it, and where it is restricted. */
function openedBy(messages: readonly PlacedMessage[]): Correspondence | null {
  const { restrictedBy, item } = messages[0]!;
  const { account, message } = item;
  if (restrictedBy || !message.from || account.kind !== 'email') return null;
  const opened = { accountId: account.id, teamId: null, sender: handleKey(message.from), stored: null };
  return messages.every((one) => isOf(one, opened)) ? opened : null;
}

/** Is a message one of the same person to the same account, beyond doubt? */
const isOf = (
  { item, thread }: PlacedMessage,
  { accountId, sender }: Pick<Correspondence, 'accountId' | 'sender'> = { accountId: '', sender: '' },
): boolean =>
  item.account.id === accountId &&
  item.message.from !== null &&
  handleKey(item.message.from) === sender &&
  trustIn(item.message) === 'vouched' &&
  !isSpam(item) &&
  !(thread.to === 'case' && thread.thirdParty);
