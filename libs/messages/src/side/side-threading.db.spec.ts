import fc from 'fast-check';
import { addHandle } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail, type MessageChanges } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../signed-address-token.js';
import { planSideConversation, planSideMessage } from './plan-side-message.js';
import { postSideMessage, startSideConversation } from './start-side-conversation.js';

let outbox: Outbox;
let sink: MailSink;
let account: Intake;
let serial = 0;

beforeAll(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
  const config = {
    ...{ address: 'contact@town.test', inbound: { smtp: true }, undoSeconds: 0 },
    outbound: { host: '127.0.0.1', port: sink.port, secure: false },
  };
  account = { id: await outbox.connect('email', config), kind: 'email', teamId: outbox.team };
});
afterAll(async () => {
  await outbox?.close();
  await sink?.close();
});

/** By what a mail leads somewhere. `both`: to the citizen's correspondence and to the side conversation. */
const Way = fc.constantFrom('token', 'reference', 'both-tokens', 'both-references', 'other-token', 'nothing');
/** `stranger`: an address that nobody has seen, as of a colleague of a contractor. */
const Writer = fc.constantFrom('citizen', 'contractor', 'stranger');
const Step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('mail'), writer: Writer, way: Way, isLate: fc.boolean(), pick: fc.nat(9) }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ act: fc.constant('reply') }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('ask'), isNew: fc.boolean(), pick: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('late mail') }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('bounce'), pick: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('new address'), isContractors: fc.boolean() }) },
);
type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never;
type MailStep = Extract<Step, { writer: string }>;

/** A mail that was written, with what must be known of it to say where it may be. */
interface Written {
  message: InboundMessage;
  writer: MailStep['writer'];
  leadsAside: boolean;
  leadsToCitizen: boolean;
}

/** A case with its citizen, and a contractor who was asked about it. */
class History {
  readonly sides: string[] = [];
  private readonly late: Written[] = [];
  /** What was put into the intake, with whether its sender was known as a citizen of the case by then. */
  readonly arrived: (Written & { byCitizen: boolean })[] = [];
  private readonly known: Set<string>;

  private constructor(
    readonly caseId: string,
    readonly citizenId: string,
    private readonly n: number,
  ) {
    this.known = new Set([`citizen-${n}@citizen.test`]);
  }

  static async begin(): Promise<History> {
    serial += 1;
    const [caseId] = await receive(outbox.town, account, mail(`citizen-${serial}@citizen.test`));
    const [row] = await outbox.town.database.query<{ id: string }>(`select citizen_id as id from cases where id = $1`, [caseId]); // prettier-ignore
    const history = new History(caseId!, row!.id, serial);
    await history.ask({ isNew: true, pick: 0 });
    return history;
  }

  async run(step: Step): Promise<void> {
    if (step.act === 'mail') await this.write(step);
    if (step.act === 'reply') await this.reply();
    if (step.act === 'ask') await this.ask(step);
    if (step.act === 'late mail') await this.arrive(this.late.splice(0));
    if (step.act === 'bounce') await this.bounce(step.pick);
    if (step.act === 'new address') await this.newAddress(step.isContractors);
  }

  private address(writer: MailStep['writer']): string {
    return writer === 'stranger' ? `stranger-${this.n}-${this.arrived.length}@else.test` : `${writer}-${this.n}@${writer}.test`; // prettier-ignore
  }

  private async write({ writer, way, isLate, pick }: MailStep): Promise<void> {
    const sideId = this.sides[pick % this.sides.length]!;
    const keyring = outbox.town.keyring;
    const [citizens, aside] = await Promise.all([this.idsOfCase(), this.idsAside(sideId)]);
    const ref = (ids: string[]) => `ref:${ids[pick % ids.length]}`;
    const tokens = { citizen: `reply:${signAddressToken(keyring, 'reply', this.caseId)}`, aside: `reply:${signAddressToken(keyring, 'side', sideId)}` }; // prettier-ignore
    const isCitizen = writer === 'citizen';
    const [own, other] = isCitizen ? [tokens.citizen, tokens.aside] : [tokens.aside, tokens.citizen];
    const keys: Record<MailStep['way'], string[]> = {
      token: [own],
      reference: [ref(isCitizen ? citizens : aside)],
      'both-tokens': [own, other],
      'both-references': [ref(aside), ref(citizens)],
      'other-token': [other],
      nothing: [],
    };
    const threadKeys = keys[way];
    const changes: MessageChanges = { threadKeys, body: `${writer} ${way}` };
    const leadsAside = threadKeys.some((key) => key === tokens.aside || aside.includes(key.slice(4)));
    const leadsToCitizen = threadKeys.some((key) => key === tokens.citizen || citizens.includes(key.slice(4)));
    const written = { message: mail(this.address(writer), changes), writer, leadsAside, leadsToCitizen };
    if (isLate) this.late.push(written);
    else await this.arrive([written]);
  }

  private async arrive(written: Written[]): Promise<void> {
    if (written.length === 0) return;
    const byCitizen = (one: Written) => this.known.has(one.message.from!.value);
    this.arrived.push(...written.map((one) => ({ ...one, byCitizen: byCitizen(one) })));
    await receive(outbox.town, account, ...written.map(({ message }) => message));
  }

  private async reply(): Promise<void> {
    const to = `citizen-${this.n}@citizen.test`;
    await outbox.answer(this.caseId, { channelAccountId: account.id, to, text: 'Réponse au citoyen' });
  }

  private async ask({ isNew, pick }: { isNew: boolean; pick: number }): Promise<void> {
    const { town, ana, accounts, as } = outbox;
    const context = { reader: town.database, who: ana, accounts, fileTexts: town.fileTexts };
    const to = [`contractor-${this.n}@contractor.test`];
    const acknowledged = to.map((address) => `other-citizen-copied:${address}`);
    const content = { text: 'Question', attachmentIds: [], forwardedIds: [], acknowledged };
    if (this.known.has(to[0]!)) return;
    if (isNew) {
      const plan = await planSideConversation(context, this.caseId, { ...content, to, subject: 'Fuite', quote: { what: 'history' } }); // prettier-ignore
      this.sides.push(await as((tx) => startSideConversation({ tx, who: ana, keyring: town.keyring }, this.caseId, plan))); // prettier-ignore
      return;
    }
    const ref = { caseId: this.caseId, sideId: this.sides[pick % this.sides.length]! };
    const plan = await planSideMessage(context, ref, content);
    await as((tx) => postSideMessage({ tx, who: ana, keyring: town.keyring }, ref, plan));
  }

  private async bounce(pick: number): Promise<void> {
    const rows = await outbox.town.database.query<{ id: string }>(
      `select entry_id as id from delivery where case_id = $1 order by 1`,
      [this.caseId],
    );
    const token = signAddressToken(outbox.town.keyring, 'bounce', rows[pick % rows.length]!.id);
    const report = { type: 'receipt', threadKeys: [`bounce:${token}`], status: 'failed', recipient: null, reason: 'Full', at: null } as const; // prettier-ignore
    await outbox.report(account.id, { ...report, threadKeys: [...report.threadKeys] });
  }

  /** The citizen has another address, or that of the contractor turns out to be theirs. */
  private async newAddress(isContractors: boolean): Promise<void> {
    const value = isContractors ? `contractor-${this.n}@contractor.test` : `citizen-${this.n}-b@citizen.test`;
    if (this.known.has(value)) return;
    const wanted = { type: 'email', value, evidence: 'recorded', caseId: this.caseId } as const;
    const added = await outbox
      .as((tx) => addHandle(tx, outbox.ana, { id: this.citizenId, wanted: wanted as never }))
      .then(() => true, () => false); // prettier-ignore
    if (added) this.known.add(value);
  }

  private idsOfCase = async () => (await this.ids(`select external_id as id from message where case_id = $1`, this.caseId)).filter((id) => id !== ''); // prettier-ignore
  private idsAside = (sideId: string) =>
    this.ids(`select external_id as id from side_message where conversation_id = $1`, sideId);
  private ids = async (sql: string, id: string) =>
    (await outbox.town.database.query<{ id: string }>(`${sql} order by 1`, [id])).map((row) => row.id);

  /** Where each mail is now: in the correspondence with the citizen, aside, or elsewhere. */
  async places(): Promise<(string | undefined)[]> {
    const citizens = new Set(await this.idsOfCase());
    const aside = new Set((await Promise.all(this.sides.map((id) => this.idsAside(id)))).flat());
    return this.arrived.map(({ message: { externalId } }) =>
      citizens.has(externalId) ? 'case' : aside.has(externalId) ? 'side' : 'elsewhere',
    );
  }
}

/** Where a mail may be, by who has written it and where it leads. */
function allowed({ writer, leadsAside, leadsToCitizen, byCitizen }: History['arrived'][number]): string[] {
  if (leadsAside && (leadsToCitizen || byCitizen)) return ['elsewhere'];
  if (leadsAside) return ['side'];
  if (leadsToCitizen && writer === 'contractor' && !byCitizen) return ['elsewhere'];
  return leadsToCitizen ? ['case', 'elsewhere'] : ['elsewhere'];
}

describe('a side conversation, whatever happens beside it', () => {
  // Threats: A007. Who knows an address or a Message-ID of the other side is let into neither.
  it('never shares a mail with the correspondence of the citizen: 1,000 steps of random histories', async () => {
    const placesSeen = new Set<string | undefined>();
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const history = await History.begin();
        for (const step of steps) await history.run(step);

        const places = await history.places();
        for (const [n, one] of history.arrived.entries()) {
          placesSeen.add(places[n]);
          const { writer, leadsAside, leadsToCitizen, byCitizen } = one;
          const described = JSON.stringify({ writer, leadsAside, leadsToCitizen, byCitizen, place: places[n] });
          if (!allowed(one).includes(places[n]!)) throw new Error(`A mail is where it may not be: ${described}`);
        }
      }),
      { numRuns: 100 },
    );
    expect(placesSeen).toEqual(new Set(['case', 'side', 'elsewhere']));
  }, 120_000);
});
