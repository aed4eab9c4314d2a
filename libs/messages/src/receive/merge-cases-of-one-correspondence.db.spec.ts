import type { Principal } from '@guichet/access';
import { addNote, caseDetail, saveDraft, timeline, undoMove, updateCase } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import type { Tx } from '@guichet/database';
import { receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail, TestTown, type MessageChanges } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../signed-address-token.js';

let town: TestTown;
let ana: Principal;
let schools: Intake;
let taxes: Intake;
let people = 0;

beforeAll(async () => {
  town = await TestTown.build();
  const [one, two] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [one, two]);
  schools = await town.mailbox(one);
  taxes = await town.mailbox(two);
});
afterAll(() => town.close());

const FAILED = {
  ...{ verdict: 'failed', domain: 'citizen.test', source: 'checked', warnings: [] },
  ...{ spf: 'fail', dkim: 'none', dmarc: 'fail', arc: 'none' },
} satisfies InboundMessage['authentication'];

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
const detail = (id: string) => caseDetail(town.database, ana, { id });
const entries = async (id: string) => (await timeline(town.database, ana, { caseId: id, query: { limit: 100 } })).items;
const said = async (id: string) => (await entries(id)).flatMap((entry) => (entry.kind === 'message' ? [entry.text] : [])); // prettier-ignore
const caseOf = async ({ externalId, fingerprint }: InboundMessage): Promise<string> => {
  const [row, ...more] = await town.database.query<{ caseId: string }>(
    `select case_id as "caseId" from message where external_id = $1 and fingerprint = $2`,
    [externalId, fingerprint],
  );
  expect(more).toEqual([]);
  return row!.caseId;
};
const casesOf = async (...messages: InboundMessage[]) => new Set(await Promise.all(messages.map(caseOf)));

/** A person who has written nothing yet. `write` makes a mail that refers to others, the nearest first. */
function person() {
  people += 1;
  const address = `person-${people}@citizen.test`;
  const write = (body: string, to: readonly InboundMessage[] = [], changes: MessageChanges = {}) =>
    mail(address, { body, threadKeys: to.map(({ externalId }) => `ref:${externalId}`), ...changes });
  return { address, write };
}

/** A question with two replies to it, each of which has opened a case as the question has not come. */
async function repliesFirst(account = schools) {
  const { address, write } = person();
  const question = write('question');
  const replies = [write('first', [question]), write('second', [question])] as const;
  for (const reply of replies) await receive(town, account, reply);
  const cases = [await caseOf(replies[0]), await caseOf(replies[1])] as const;
  expect(cases[0]).not.toBe(cases[1]);
  return { address, write, question, replies, cases };
}

describe('a message that proves that two cases are one correspondence', () => {
  it('merges them into the older one, says so in both, and an agent can undo it', async () => {
    const { question, cases } = await repliesFirst();
    const [older, newer] = cases;
    const { openedAt } = await detail(older);
    await receive(town, schools, question);

    expect(await said(older)).toEqual(['first', 'second', 'question']);
    expect(await detail(older)).toMatchObject({ status: 'open', openedAt, mergedInto: null });
    const { status, mergedInto, moves } = await detail(newer);
    expect({ status, mergedInto }).toMatchObject({ status: 'closed', mergedInto: { caseId: older } });
    expect(moves).toMatchObject([{ how: 'merged', direction: 'out', byId: null }]);
    for (const [id, direction] of [
      [older, 'in'],
      [newer, 'out'],
    ] as const)
      // prettier-ignore
      expect(await entries(id)).toContainEqual(
        expect.objectContaining({
          actor: { kind: 'system', name: 'Intake' },
          activity: expect.objectContaining({ type: 'moved', how: 'merged', direction, because: 'one-correspondence' }),
        }),
      );

    await as((tx) => undoMove(tx, ana, { caseId: older, moveId: moves[0]!.id }));
    // The question has come since, and goes on with what was last written between the two.
    expect(await said(older)).toEqual(['first']);
    expect(await said(newer)).toEqual(['second', 'question']);
    expect(await detail(newer)).toMatchObject({ status: 'open', mergedInto: null });
  });

  it('joins two trees as the middle of their chain, whatever came before', async () => {
    const { write } = person();
    const first = write('1');
    const second = write('2', [first]);
    const third = write('3', [second]);
    const fourth = write('4', [third]);
    for (const message of [second, fourth]) await receive(town, schools, message);
    await receive(town, schools, third);
    await receive(town, schools, first);
    expect((await casesOf(first, second, third, fourth)).size).toBe(1);
  });

  it('joins what it refers to, and what it waits for still', async () => {
    const { write } = person();
    const [one, other, late] = [write('one'), write('other'), write('late')];
    await receive(town, schools, one);
    await receive(town, schools, other);
    const both = write('both', [late, other, one]);
    await receive(town, schools, both);
    await receive(town, schools, late);
    expect((await casesOf(one, other, both, late)).size).toBe(1);
  });

  it('makes one case of those that its own batch opens, and of one that was there', async () => {
    const { write } = person();
    const [there, one, other] = [write('there'), write('one'), write('other')];
    await receive(town, schools, there);
    const both = write('both', [one, other]);
    const all = write('all', [one, there]);
    await receive(town, schools, one, other, both, all);
    expect((await casesOf(there, one, other, both, all)).size).toBe(1);
    expect(await said(await caseOf(all))).toEqual(['there', 'one', 'other', 'both', 'all']);
  });

  it('is taken once, when it comes again', async () => {
    const { question, cases } = await repliesFirst();
    await receive(town, schools, question);
    const before = await entries(cases[0]);
    await receive(town, schools, question);
    expect(await entries(cases[0])).toEqual(before);
  });
});

describe('what an agent has touched is left to agents', () => {
  it.each<[string, (caseId: string) => Promise<unknown>]>([
    ['a note', (caseId) => as((tx) => addNote(tx, ana, { caseId, note: { text: 'mine', mentions: [] } }))],
    ['a tag', (caseId) => as((tx) => updateCase(tx, ana, { id: caseId, wanted: { tags: ['school'] } }))],
    ['an assignment', (caseId) => as((tx) => updateCase(tx, ana, { id: caseId, wanted: { assigneeId: ana.id } }))],
    ['a status', (caseId) => as((tx) => updateCase(tx, ana, { id: caseId, wanted: { status: 'waiting' } }))],
    [
      'a draft',
      (caseId) =>
        as((tx) => saveDraft(tx, ana, { caseId, draft: { mode: 'reply', text: 'Bon', attachmentIds: [] } as never })),
    ],
  ])('by %s: the other case is suggested, once', async (_, touch) => {
    const { write, question, replies, cases } = await repliesFirst();
    await touch(cases[1]);
    await receive(town, schools, question);
    await receive(town, schools, write('again', replies));

    expect(await casesOf(...replies)).toEqual(new Set(cases));
    expect(await caseOf(question)).toBe(cases[0]);
    expect((await detail(cases[0])).links).toEqual([
      expect.objectContaining({ caseId: cases[1], state: 'suggested', reason: 'one-correspondence' }),
    ]);
    const suggestions = (await entries(cases[0])).filter((entry) => entry.kind === 'activity' && entry.activity.type === 'link-suggested'); // prettier-ignore
    expect(suggestions).toHaveLength(1);
  });

  it('also where the other case comes with the message that proves it', async () => {
    const { write } = person();
    const [there, here] = [write('there'), write('here')];
    await receive(town, schools, there);
    const touched = await caseOf(there);
    await as((tx) => addNote(tx, ana, { caseId: touched, note: { text: 'mine', mentions: [] } }));
    const both = write('both', [here, there]);
    await receive(town, schools, here, both);
    expect(await caseOf(here)).not.toBe(touched);
    expect((await detail(await caseOf(both))).links).toMatchObject([
      { state: 'suggested', reason: 'one-correspondence' },
    ]);
  });

  it('by undoing a merge: it is not merged again', async () => {
    const { write, question, replies, cases } = await repliesFirst();
    await receive(town, schools, question);
    const { moves } = await detail(cases[0]);
    await as((tx) => undoMove(tx, ana, { caseId: cases[0], moveId: moves[0]!.id }));
    await receive(town, schools, write('again', [replies[1], question]));
    expect(await casesOf(...replies)).toEqual(new Set(cases));
  });
});

// Threats: A007, A008.
describe('what proves nothing', () => {
  it('a message of another person, or of nobody', async () => {
    const { question, replies, cases } = await repliesFirst();
    await receive(town, schools, person().write('stranger', replies));
    await receive(town, schools, { ...question, from: null });
    expect(await casesOf(...replies)).toEqual(new Set(cases));
  });

  it('a robot’s message, but that it belongs to the first', async () => {
    const { write, replies, cases } = await repliesFirst();
    const robot = write('absent', replies, { automatic: 'bulk' });
    await receive(town, schools, robot);
    expect(await casesOf(...replies)).toEqual(new Set(cases));
    expect(await caseOf(robot)).toBe(cases[0]);
  });

  it('a message that points to more cases than a correspondence has', async () => {
    const { write } = person();
    const many = Array.from({ length: 12 }, (_, n) => write(`${n}`));
    await receive(town, schools, ...many);
    await receive(town, schools, write('bomb', many));
    expect((await casesOf(...many)).size).toBe(12);
  });

  it('a Message-ID that two messages have, whichever came first', async () => {
    const { write } = person();
    const [one, other] = [write('one'), write('other')];
    const twin = { ...one, fingerprint: 'another content' };
    await receive(town, schools, one);
    await receive(town, schools, twin);
    await receive(town, schools, other);
    const both = write('both', [one, other]);
    await receive(town, schools, both);
    expect((await casesOf(one, twin, other)).size).toBe(3);
    expect(await caseOf(both)).toBe(await caseOf(other));

    const { question, replies } = await repliesFirst();
    await receive(town, schools, question);
    const copy = { ...question, fingerprint: 'another content' };
    await receive(town, schools, copy);
    expect(await caseOf(copy)).not.toBe(await caseOf(replies[0]));
  });

  it('a case in which somebody may have written in the name of another', async () => {
    const { write, question, replies, cases } = await repliesFirst();
    const forged = write('forged', [], { authentication: FAILED });
    await receive(town, schools, forged);
    await receive(town, schools, question);
    await receive(town, schools, write('misled', [forged, replies[0]]));
    expect(await caseOf(forged)).not.toBe(cases[0]);
    expect(await caseOf(question)).toBe(cases[0]);
  });

  it('cases by different accounts, or with a third party', async () => {
    const { write } = person();
    const question = write('question');
    const [here, there] = [write('here', [question]), write('there', [question])];
    await receive(town, schools, here);
    await receive(town, taxes, there);
    await receive(town, schools, question);
    expect((await casesOf(here, there)).size).toBe(2);

    const second = await repliesFirst();
    const token = `reply:${signAddressToken(town.keyring, 'reply', second.cases[1])}`;
    await receive(town, schools, person().write('husband', [], { threadKeys: [token] }));
    await receive(town, schools, second.question);
    expect(await casesOf(...second.replies)).toEqual(new Set(second.cases));
  });
});

describe('two messages at once', () => {
  it('merge a pair of cases once', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { write, replies, cases } = await repliesFirst();
      const [one, other] = [write('one', replies), write('other', [replies[1], replies[0]])];
      await Promise.all([receive(town, schools, one), receive(town, schools, other)]);
      expect((await casesOf(...replies, one, other)).size).toBe(1);
      expect((await detail(cases[0])).moves).toHaveLength(1);
    }
  });

  it('merge three cases in different orders, and nobody waits for ever', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { write } = person();
      const three = [write('1'), write('2'), write('3')] as const;
      for (const message of three) await receive(town, schools, message);
      const [a, b, c] = three;
      const closing = [write('ab', [a, b]), write('bc', [b, c]), write('ca', [c, a])];
      await Promise.all(closing.map((message) => receive(town, schools, message)));
      expect((await casesOf(...three, ...closing)).size).toBe(1);
    }
  });
});
