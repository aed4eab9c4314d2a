import type { PostMessage } from '@guichet/contracts';
import { planReply } from '../../libs/messages/src/reply-plan.js';
import { reply } from '../../libs/messages/src/reply.js';
import { tokenFor } from '../../libs/messages/src/tokens.js';
import { from, receive, type Intake } from './intake.js';
import { Outbox } from './outbox.js';
import { Sink } from './sink.js';

const HOUR_MS = 3_600_000;

/** A town whose mails are answered for later: what leaves arrives in a sink. */
export class Later {
  private constructor(
    readonly outbox: Outbox,
    readonly sink: Sink,
    readonly mailbox: Intake,
  ) {}

  static async open(): Promise<Later> {
    const [outbox, sink] = await Promise.all([Outbox.open(), Sink.open()]);
    const config = {
      address: 'contact@town.test',
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    };
    return new Later(outbox, sink, { id: await outbox.connect('email', config), kind: 'email', teamId: outbox.team });
  }

  async close(): Promise<void> {
    await this.outbox.close();
    await this.sink.close();
  }

  /** The citizen writes, by proof in that case. Answers the id of the case. */
  write = async (address: string, caseId?: string, changes: Parameters<typeof from>[3] = {}): Promise<string> => {
    const { town } = this.outbox;
    const threadKeys = caseId ? [`reply:${tokenFor(town.keyring, 'reply', caseId)}`] : [];
    return (await receive(town, this.mailbox, from('email', address, 'Zoé', { threadKeys, ...changes })))[0]!;
  };

  /** An answer that leaves in an hour. */
  answer = async (caseId: string, changes: Partial<PostMessage> = {}): Promise<string> => {
    const { town, accounts, ana } = this.outbox;
    const sendAt = new Date(town.database.now().getTime() + HOUR_MS).toISOString();
    const wanted: PostMessage = { text: 'Oui', attachmentIds: [], sendAt, ...changes };
    const plan = await planReply(town.database, accounts, town.linkTo, ana, caseId, wanted);
    return this.outbox.as((tx) => reply(tx, town.keyring, ana, caseId, wanted, plan, null));
  };

  stateOf = async (entryId: string): Promise<string> => {
    const { state, reason } = await this.outbox.delivery(entryId);
    return reason ? `${state}: ${reason}` : state;
  };

  /** The states that were told of it, in their order. */
  toldOf = async (entryId: string): Promise<string[]> => {
    const rows = await this.outbox.town.database.read<{ status: string }>(
      `select data ->> 'status' as status from event where type = 'delivery.changed' and data ->> 'entryId' = $1 order by id`,
      [entryId],
    );
    return rows.map(({ status }) => status);
  };
}
