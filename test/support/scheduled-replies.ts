import type { PostMessage } from '@guichet/contracts';
import { planReply } from '../../libs/messages/src/send/plan-reply.js';
import { reply } from '../../libs/messages/src/send/write-reply.js';
import { signAddressToken } from '../../libs/messages/src/signed-address-token.js';
import { from, receive, type Intake } from './receive-messages.js';
import type { MessageChanges } from './test-town.js';
import { Outbox } from './delivery-outbox.js';
import { MailSink } from './mail-sink.js';

const HOUR_MS = 3_600_000;

/** A test town with scheduled replies, which arrive in a mail sink. */
export class ScheduledReplies {
  private constructor(
    readonly outbox: Outbox,
    readonly sink: MailSink,
    readonly mailbox: Intake,
  ) {}

  static async open(): Promise<ScheduledReplies> {
    const [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
    const config = {
      address: 'contact@town.test',
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    };
    return new ScheduledReplies(outbox, sink, {
      id: await outbox.connect('email', config),
      kind: 'email',
      teamId: outbox.team,
    });
  }

  async close(): Promise<void> {
    await this.outbox.close();
    await this.sink.close();
  }

  /** Receives a mail of the citizen, with the reply token of `caseId` if given. Returns the id of its case. */
  write = async (address: string, caseId?: string, changes: MessageChanges = {}): Promise<string> => {
    const { town } = this.outbox;
    const threadKeys = caseId ? [`reply:${signAddressToken(town.keyring, 'reply', caseId)}`] : [];
    return (await receive(town, this.mailbox, from('email', address, { name: 'Zoé', threadKeys, ...changes })))[0]!;
  };

  /** Writes a reply that is sent in an hour. */
  scheduleReply = async (caseId: string, changes: Partial<PostMessage> = {}): Promise<string> => {
    const { town, accounts, ana } = this.outbox;
    const sendAt = new Date(town.database.now.getTime() + HOUR_MS).toISOString();
    const wanted: PostMessage = { text: 'Oui', attachmentIds: [], sendAt, ...changes };
    const plan = await planReply(
      { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts },
      caseId,
      wanted,
    );
    return this.outbox.as((tx) =>
      reply({ tx, who: ana, keyring: town.keyring }, caseId, { message: wanted, plan, seenVersion: null }),
    );
  };

  stateOf = async (entryId: string): Promise<string> => {
    const { state, reason } = await this.outbox.delivery(entryId);
    return reason ? `${state}: ${reason}` : state;
  };

  /** The states published in the event log, in order. */
  publishedStates = async (entryId: string): Promise<string[]> => {
    const rows = await this.outbox.town.database.query<{ status: string }>(
      `select data ->> 'status' as status from event where type = 'delivery.changed' and data ->> 'entryId' = $1 order by id`,
      [entryId],
    );
    return rows.map(({ status }) => status);
  };
}
