import type { Principal } from '@guichet/access';
import type { InboundMessage } from '@guichet/channels';
import type { PostSideMessage, StartSideConversation } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import {
  planSideConversation,
  planSideMessage,
  type SidePlan,
} from '../../libs/messages/src/side/plan-side-message.js';
import { shownSideConversation, type SideRef } from '../../libs/messages/src/side/side-conversations.queries.js';
import {
  postSideMessage,
  startSideConversation,
  updateSideConversation,
} from '../../libs/messages/src/side/side-conversation-verbs.js';
import { signAddressToken } from '../../libs/messages/src/signed-address-token.js';
import { Outbox } from './delivery-outbox.js';
import { receive, type Intake } from './receive-messages.js';
import { mail } from './test-town.js';

/** Nothing listens there: what is asked stays in the queue. */
const NOWHERE = 9;
const CONTENT = { attachmentIds: [], forwardedIds: [], acknowledged: [] };

/** A town with one mail account, in which an agent asks others aside about the cases of citizens. */
export class SideTown {
  private constructor(
    readonly outbox: Outbox,
    readonly account: Intake,
  ) {}

  /** `port`: of the mail server that takes what is sent. */
  static async open({ port = NOWHERE }: { port?: number } = {}): Promise<SideTown> {
    const outbox = await Outbox.open();
    const outbound = { host: '127.0.0.1', port, secure: false };
    const config = { address: 'contact@town.test', inbound: { smtp: true }, undoSeconds: 0, outbound };
    const id = await outbox.connect('email', config);
    return new SideTown(outbox, { id, kind: 'email', teamId: outbox.team });
  }

  close = (): Promise<void> => this.outbox.close();

  receive = (...messages: InboundMessage[]): Promise<string[]> => receive(this.outbox.town, this.account, ...messages);

  /** A case that a citizen has opened by mail, with the message. */
  async opened(body?: string): Promise<{ caseId: string; message: InboundMessage; citizen: string }> {
    const citizen = `${newId().slice(-8)}@citizen.test`;
    const message = mail(citizen, body === undefined ? {} : { body });
    const [caseId] = await this.receive(message);
    return { caseId: caseId!, message, citizen };
  }

  /** What is written aside is planned by. */
  context(who: Principal = this.outbox.ana) {
    const { town, accounts } = this.outbox;
    return { reader: town.database, who, accounts, fileTexts: town.fileTexts };
  }

  plan = (caseId: string, wanted: Partial<StartSideConversation> & { to: string[] }) =>
    planSideConversation(this.context(), caseId, {
      ...{ ...CONTENT, subject: 'Fuite', text: 'Quand pouvez-vous passer ?', quote: { what: 'nothing' } },
      ...wanted,
    });

  /** Asks somebody about a case; returns the side conversation. */
  async ask(caseId: string, wanted: Partial<StartSideConversation> & { to: string[] }): Promise<string> {
    const plan = await this.plan(caseId, wanted);
    return this.outbox.as((tx) => startSideConversation(this.writing(tx), caseId, plan));
  }

  /** Writes aside once more, to whoever was asked. */
  async write(ref: SideRef, wanted: Partial<PostSideMessage> = {}): Promise<void> {
    const plan = await planSideMessage(this.context(), ref, { ...CONTENT, text: 'Merci.', ...wanted });
    await this.outbox.as((tx) => postSideMessage(this.writing(tx), ref, plan));
  }

  /** What is written aside is written by. */
  writing = (tx: Tx) => ({ tx, who: this.outbox.ana, keyring: this.outbox.town.keyring });

  /** What the plan of a message to this address is, whatever it reveals: where there are a thousand, and what they say matters little. */
  async unchecked(address: string): Promise<SidePlan> {
    const account = (await this.outbox.accounts.byId(this.account.id))!;
    const to = [account.channel.identify(address)!];
    return {
      account,
      to,
      subject: 'Fuite',
      text: 'Quand ?',
      signature: '',
      quote: '> La rue est inondée.',
      message: CONTENT,
    };
  }

  update = (ref: SideRef & { isClosed: boolean }): Promise<void> =>
    this.outbox.as((tx) => updateSideConversation(tx, this.outbox.ana, ref));

  shown = (ref: SideRef, who: Principal = this.outbox.ana) =>
    shownSideConversation(this.outbox.town.database, who, ref);

  /** By what a mail leads to a side conversation: its token, and the ids of its messages, the oldest first. */
  async keysOf(sideId: string): Promise<{ token: string; refs: string[] }> {
    const { database, keyring } = this.outbox.town;
    const rows = await database.query<{ id: string }>(
      `select external_id as id from side_message where conversation_id = $1 order by id`,
      [sideId],
    );
    return { token: `reply:${signAddressToken(keyring, 'side', sideId)}`, refs: rows.map(({ id }) => `ref:${id}`) };
  }

  /** By what a mail leads to the citizen of a case. */
  tokenOf = (caseId: string): string => `reply:${signAddressToken(this.outbox.town.keyring, 'reply', caseId)}`;
}
