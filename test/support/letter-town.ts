import type { Principal } from '@guichet/access';
import type { ReturnReason } from '@guichet/contracts';
import { post } from '../../libs/channels/src/post/post.js';
import { lettersToPrint } from '../../libs/messages/src/send/letters/letters-to-print.queries.js';
import { markPosted, markReturned } from '../../libs/messages/src/send/letters/mark-letters.js';
import type { MySendingBox } from '../providers/mysendingbox.js';
import { Outbox } from './delivery-outbox.js';
import { from, receive } from './receive-messages.js';

export interface LetterRef {
  caseId: string;
  entryId: string;
}

/** A test town that prints its letters, or has them printed. Each of its cases is of a citizen with an address of their own. */
export class LetterTown {
  private readonly addresses = new Map<string, string>();

  private constructor(
    readonly outbox: Outbox,
    private readonly accounts: { mailbox: string; printing: string },
    readonly head: Principal,
  ) {}

  static async open(): Promise<LetterTown> {
    const outbox = await Outbox.open();
    const { id } = await outbox.town.mailbox(outbox.team);
    const printing = await outbox.connect('post', { ...(post.config.parse({}) as object), undoSeconds: 0 });
    return new LetterTown(
      outbox,
      { mailbox: id, printing },
      await outbox.town.agent('Hélène', [outbox.team], 'supervisor'),
    );
  }

  /** Connects an account of MySendingBox, at the given emulator. Returns its id. */
  connect = (provider: MySendingBox): Promise<string> => {
    const sender = 'Ville de Valbourg\n1 place de la Mairie\n21000 VALBOURG';
    const apiKey = provider.connect('live_4f0c2a9d8b7e6f5a4c3d');
    const config = { provider: 'mysendingbox', apiKey, sender, apiBaseUrl: provider.url, undoSeconds: 0 };
    return this.outbox.connect('post', post.config.parse(config));
  };

  close = (): Promise<void> => this.outbox.close();

  /** A case that a citizen has opened. */
  opened = async (): Promise<string> => {
    const { town, team } = this.outbox;
    const mailbox = { id: this.accounts.mailbox, kind: 'email', teamId: team } as const;
    const number = this.addresses.size + 1;
    const [caseId = ''] = await receive(town, mailbox, from('email', `zoe.${number}@citizen.test`, { name: 'Zoé' }));
    this.addresses.set(caseId, `Zoé Martin\n${number} rue des Glycines\n21000 DIJON`);
    return caseId;
  };

  /** Writes a reply on paper, which leaves by an account: by default, we print. */
  write = (caseId: string, more: { channelAccountId?: string; sendAt?: string } = {}): Promise<string> =>
    this.outbox.answer(caseId, {
      channelAccountId: this.accounts.printing,
      to: this.addresses.get(caseId)!,
      text: 'Votre recours est accepté.',
      ...more,
    });

  /** A letter that waits to be printed. */
  toPrint = async (): Promise<LetterRef> => {
    const caseId = await this.opened();
    const entryId = await this.write(caseId);
    await this.outbox.run();
    return { caseId, entryId };
  };

  /** The ids of the letters that an agent has to print. */
  listed = async (who = this.outbox.ana): Promise<string[]> =>
    (await lettersToPrint(this.outbox.town.database, who)).items.map(({ entryId }) => entryId);

  today = (): string => this.outbox.town.database.now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

  /** Marks letters as posted today. */
  post = async (...entryIds: string[]): Promise<number> => {
    return (await this.outbox.as((tx) => markPosted(tx, this.outbox.ana, { entryIds, on: this.today() }))).marked;
  };

  /** The post brings a letter back. */
  comeBack = ({ caseId, entryId }: LetterRef, why: ReturnReason = 'not-collected'): Promise<void> =>
    this.outbox.as((tx) => markReturned(tx, this.outbox.ana, { caseId, entryId, why }));

  sendAgain = async ({ caseId, entryId }: LetterRef): Promise<void> => {
    await this.outbox.retry(caseId, entryId);
    await this.outbox.run();
  };

  stateOf = async (entryId: string): Promise<string> => {
    const { state, reason } = await this.outbox.delivery(entryId);
    return reason ? `${state}: ${reason}` : state;
  };
}
