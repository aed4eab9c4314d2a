import fc from 'fast-check';
import { addHandle, updateCase } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import { signAddressToken } from '../../libs/messages/src/signed-address-token.js';
import { Failure } from '@guichet/platform';
import type { SidePlan } from '../../libs/messages/src/side/plan-side-message.js';
import { postSideMessage, startSideConversation } from '../../libs/messages/src/side/side-conversation-verbs.js';
import type { SideTown } from './side-town.js';
import { mail } from './test-town.js';

/**
 * By what a mail leads somewhere. `both-…`: to the citizen's correspondence and to the side conversation, as what somebody has forwarded
 * does; `both-sides`: to two side conversations; `late`: to a mail that has not come yet.
 */
const Way = fc.constantFrom('token', 'reference', 'both-tokens', 'both-references', 'both-sides', 'other-token', 'late', 'nothing'); // prettier-ignore
/** `stranger`: an address that nobody has seen, as of a colleague of a contractor; `new`: another one of the citizen. */
const Writer = fc.constantFrom('citizen', 'contractor', 'stranger', 'new');
/** `pick` chooses among what there is. */
const act = <const Name extends string>(name: Name) => fc.record({ act: fc.constant(name), pick: fc.nat(9) });

/** What may happen next. */
export const Step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      ...{ act: fc.constant('mail' as const), pick: fc.nat(9), writer: Writer, way: Way },
      ...{ isLate: fc.boolean(), isByRobot: fc.boolean() },
    }),
  },
  { weight: 2, arbitrary: act('late mail comes') },
  { weight: 1, arbitrary: act('the agent replies to the citizen') },
  { weight: 1, arbitrary: act('the agent asks once more') },
  { weight: 1, arbitrary: act('the agent asks in another conversation') },
  { weight: 2, arbitrary: act('a mail bounces') },
  { weight: 1, arbitrary: act('the citizen has a new address') },
  { weight: 1, arbitrary: act('the contractor turns out to be the citizen') },
  { weight: 1, arbitrary: act('the side conversation is closed or opened') },
  { weight: 1, arbitrary: act('the case is closed') },
);
export type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never;
type MailStep = Extract<Step, { act: 'mail' }>;

/** A mail that was written, with what must be known of it to say where it may be. */
export interface WrittenMail {
  message: InboundMessage;
  writer: MailStep['writer'];
  /** To how many side conversations it leads. */
  sides: number;
  leadsToCitizen: boolean;
  /** Whether it leads there only by a mail that comes after it, as long as that has not come. */
  byLate: boolean;
  /** Whether its sender was known as the citizen of the case when it came. */
  byCitizen: boolean;
}

type Place = 'case' | 'side' | 'elsewhere';

/** Where a mail may be, by who has written it and where it leads. */
export function allowed({ writer, sides, leadsToCitizen, byLate, byCitizen }: WrittenMail): Place[] {
  const sure = ((): Place[] => {
    if (sides > 1 || (sides === 1 && (leadsToCitizen || byCitizen))) return ['elsewhere'];
    if (sides === 1) return ['side'];
    if (leadsToCitizen && writer === 'contractor' && !byCitizen) return ['elsewhere'];
    return leadsToCitizen ? ['case', 'elsewhere'] : ['elsewhere'];
  })();
  return byLate ? [...sure, 'elsewhere'] : sure;
}

/** A case with its citizen, and a contractor who was asked about it. */
export class History {
  /** What has really happened, of what may. */
  readonly happened = new Set<string>();
  private readonly sides: string[] = [];
  private late: WrittenMail[] = [];
  private readonly arrived: WrittenMail[] = [];
  private readonly known: Set<string>;
  private readonly bounced = new Set<string>();
  /** What was there at the last look: the ids of the messages of the case, and of each side conversation. */
  private inCase: string[] = [];
  private readonly aside = new Map<string, string[]>();
  private deliveries: { id: string; isAside: boolean; state: string }[] = [];
  private problem: string | null = null;

  private constructor(
    private readonly town: SideTown,
    private readonly caseId: string,
    private readonly citizen: { id: string; address: string },
  ) {
    this.known = new Set([citizen.address]);
  }

  /** Begins so many: their citizens write in one intake, and an agent asks a contractor about each case. */
  static async begin(town: SideTown, many: number): Promise<History[]> {
    const questions = Array.from({ length: many }, () => mail(`citizen-${(serial += 1)}@citizen.test`));
    const cases = await town.receive(...questions);
    const rows = await town.outbox.town.database.query<{ id: string; citizenId: string }>(
      `select id, citizen_id as "citizenId" from cases where id = any($1::uuid[])`,
      [cases],
    );
    const citizens = new Map(rows.map(({ id, citizenId }) => [id, citizenId]));
    const histories = cases.map(
      (id, n) => new History(town, id, { id: citizens.get(id)!, address: questions[n]!.from!.value }),
    );
    const plans = await Promise.all(histories.map((history) => town.unchecked(history.address('contractor'))));
    await town.outbox.as(async (tx) => {
      for (const [n, { caseId, sides }] of histories.entries())
        sides.push(await startSideConversation(town.writing(tx), caseId, plans[n]!));
    });
    return histories;
  }

  /** Looks where everything is now. */
  static async look({ outbox: { town } }: SideTown, histories: readonly History[]): Promise<void> {
    const read = <Row>(sql: string) => town.database.query<Row>(sql, [histories.map(({ caseId }) => caseId)]);
    const [messages, aside, deliveries, cases] = await Promise.all([
      read<{ caseId: string; id: string }>(`select case_id as "caseId", external_id as id from message where case_id = any($1::uuid[]) and external_id <> '' order by 2`),
      read<{ sideId: string; caseId: string; id: string }>(`select s.id as "sideId", s.case_id as "caseId", m.external_id as id from side_conversation s join side_message m on m.conversation_id = s.id where s.case_id = any($1::uuid[]) order by 3`),
      read<{ caseId: string; id: string; isAside: boolean; state: string }>(`select case_id as "caseId", entry_id as id, side_conversation_id is not null as "isAside", state from delivery where case_id = any($1::uuid[]) order by 2`),
      read<{ caseId: string; problem: string | null }>(`select id as "caseId", delivery_problem as problem from cases where id = any($1::uuid[])`),
    ]); // prettier-ignore
    const of = <Row extends { caseId: string }>(rows: readonly Row[]) => Map.groupBy(rows, ({ caseId }) => caseId);
    const [inCase, inSides, sent, problems] = [of(messages), of(aside), of(deliveries), of(cases)];
    for (const history of histories) {
      history.inCase = (inCase.get(history.caseId) ?? []).map(({ id }) => id);
      for (const [sideId, rows] of Map.groupBy(inSides.get(history.caseId) ?? [], ({ sideId: id }) => id))
        history.aside.set(sideId, rows.map(({ id }) => id)); // prettier-ignore
      history.deliveries = sent.get(history.caseId) ?? [];
      history.problem = problems.get(history.caseId)![0]!.problem;
    }
  }

  /** Does what happens next, and returns the mails that come now. */
  async run(step: Step): Promise<InboundMessage[]> {
    switch (step.act) {
      case 'mail':
        return this.write(step);
      case 'late mail comes':
        if (this.late.length > 0) this.happened.add('late mail comes');
        return this.arrive(this.late.splice(0));
      default:
        await this.work(step);
        return [];
    }
  }

  private async work(step: Exclude<Step, { act: 'mail' | 'late mail comes' }>): Promise<void> {
    const { town, caseId, citizen, sides } = this;
    const ref = { caseId, sideId: sides[step.pick % sides.length]! };
    switch (step.act) {
      case 'the agent replies to the citizen':
        await town.outbox.answer(caseId, { channelAccountId: town.account.id, to: citizen.address, text: 'Réponse' });
        return;
      case 'the agent asks once more':
        return this.ask((writing, plan) => postSideMessage(writing, ref, plan));
      case 'the agent asks in another conversation':
        return this.ask(async (writing, plan) => {
          sides.push(await startSideConversation(writing, caseId, plan));
        });
      case 'a mail bounces':
        return this.bounce(step.pick);
      case 'the citizen has a new address':
        return this.learn(this.address('new'));
      case 'the contractor turns out to be the citizen':
        return this.learn(this.address('contractor'));
      case 'the side conversation is closed or opened':
        return town.update({ ...ref, isClosed: step.pick < 5 });
      case 'the case is closed':
        await town.outbox.as((tx) => updateCase(tx, town.outbox.ana, { id: caseId, wanted: { status: 'closed' } }));
    }
  }

  private address(writer: MailStep['writer']): string {
    const name = this.citizen.address.split('@')[0]!;
    if (writer === 'citizen') return this.citizen.address;
    return writer === 'stranger' ? `stranger-${name}-${this.arrived.length}@else.test` : `${writer}-${name}@${writer}.test`; // prettier-ignore
  }
  /** Whoever has turned out to be the citizen may not be asked any more. */
  private async ask(write: (writing: ReturnType<SideTown['writing']>, plan: SidePlan) => Promise<void>): Promise<void> {
    const plan = await this.town.unchecked(this.address('contractor'));
    const done = this.town.outbox.as((tx) => write(this.town.writing(tx), plan));
    if (!this.known.has(this.address('contractor'))) return done;
    await expect(done).rejects.toMatchObject({ more: { errors: [{ reason: 'recipient-is-citizen' }] } });
    this.happened.add('the agent may not ask the citizen');
  }

  private write({ writer, way, isLate, isByRobot, pick }: MailStep): InboundMessage[] {
    const isCitizen = writer === 'citizen' || writer === 'new';
    const [side, other] = [0, 1].map((n) => this.sides[(pick + n) % this.sides.length]!);
    const ref = (ids: readonly string[]) => `ref:${ids[pick % ids.length]}`;
    const tokens = { citizen: this.town.tokenOf(this.caseId), aside: this.asideToken(side!) };
    const [own, others] = isCitizen ? [tokens.citizen, tokens.aside] : [tokens.aside, tokens.citizen];
    const awaited = this.late[pick % Math.max(1, this.late.length)];
    const aside = this.aside.get(side!)!;
    const keys: Record<MailStep['way'], string[]> = {
      token: [own],
      reference: [ref(isCitizen ? this.inCase : aside)],
      'both-tokens': [own, others],
      'both-references': [ref(aside), ref(this.inCase)],
      'both-sides': [this.asideToken(side!), this.asideToken(other!)],
      'other-token': [others],
      late: awaited ? [`ref:${awaited.message.externalId}`] : [],
      nothing: [],
    };
    const threadKeys = keys[way];
    const robot = isByRobot && pick > 4 ? { automatic: pick > 7 ? ('reply' as const) : ('bulk' as const) } : {};
    const written: WrittenMail = {
      ...{ message: mail(this.address(writer), { threadKeys, body: `${writer} ${way}`, ...robot }), writer },
      ...this.whereTo(threadKeys, awaited),
      byCitizen: false,
    };
    if (!isLate) return this.arrive([written]);
    this.late.push(written);
    return [];
  }

  private asideToken = (sideId: string): string =>
    `reply:${signAddressToken(this.town.outbox.town.keyring, 'side', sideId)}`;

  private whereTo(keys: readonly string[], awaited: WrittenMail | undefined) {
    if (awaited && keys.includes(`ref:${awaited.message.externalId}`))
      return { sides: awaited.sides, leadsToCitizen: awaited.leadsToCitizen, byLate: true };
    const isOf = (sideId: string) => (key: string) => key === this.asideToken(sideId) || this.aside.get(sideId)?.includes(key.slice('ref:'.length)); // prettier-ignore
    const leadsToCitizen = keys.some((key) => key === this.town.tokenOf(this.caseId) || this.inCase.includes(key.slice('ref:'.length))); // prettier-ignore
    return { sides: this.sides.filter((id) => keys.some(isOf(id))).length, leadsToCitizen, byLate: false };
  }

  private arrive(written: WrittenMail[]): InboundMessage[] {
    for (const one of written) one.byCitizen = this.known.has(one.message.from!.value);
    for (const { message, byLate } of written) {
      if (byLate) this.happened.add('a mail comes before the one that it answers');
      if (message.automatic) this.happened.add('a robot writes');
    }
    this.arrived.push(...written);
    return written.map(({ message }) => message);
  }

  private async bounce(pick: number): Promise<void> {
    const { town, account } = { town: this.town.outbox, account: this.town.account };
    const { id } = this.deliveries[pick % this.deliveries.length]!;
    const threadKeys = [`bounce:${signAddressToken(town.town.keyring, 'bounce', id)}`];
    await town.report(account.id, { type: 'receipt', threadKeys, status: 'failed', recipient: null, reason: 'Full', at: null }); // prettier-ignore
    this.bounced.add(id);
    this.happened.add('a mail bounces');
  }

  /** An address turns out to be of the citizen, unless somebody has written by it who is a person of their own. */
  private async learn(address: string): Promise<void> {
    const { as, ana } = this.town.outbox;
    const wanted = { address, evidence: 'recorded', caseId: this.caseId } as const;
    try {
      await as((tx) => addHandle(tx, ana, { id: this.citizen.id, wanted }));
      this.known.add(address);
      this.happened.add('an address becomes that of the citizen');
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'conflict')) throw error;
    }
  }

  /** Each mail that has come, and where it is: in the correspondence with the citizen, aside, or elsewhere. */
  placed(): (WrittenMail & { place: Place })[] {
    const [inCase, aside] = [new Set(this.inCase), new Set([...this.aside.values()].flat())];
    return this.arrived.map((one) => ({
      ...one,
      place: inCase.has(one.message.externalId) ? 'case' : aside.has(one.message.externalId) ? 'side' : 'elsewhere',
    }));
  }

  /** What is said to have come back and has not, or has and is not said, or is said of the replies to the citizen and was aside. */
  wronglyReported(): string[] {
    const wrong = this.deliveries.filter(({ id, state }) => this.bounced.has(id) !== (state === 'failed'));
    const isOfCitizen = this.deliveries.some(({ id, isAside }) => !isAside && this.bounced.has(id));
    return [...wrong.map(({ id, state }) => `${id} ${state}`), ...(this.problem !== null && !isOfCitizen ? [`case ${this.problem}`] : [])]; // prettier-ignore
  }
}

let serial = 0;
