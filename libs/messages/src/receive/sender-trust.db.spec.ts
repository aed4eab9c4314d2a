import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { saveOrganisation, type Principal } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import { citizenById } from '@guichet/citizens';
import { CheckMessage, Organisation, type Authentication } from '@guichet/contracts';
import { JUDGED_AGAIN_DAYS, NotificationListener, type Reader } from '@guichet/database';
import { loadConfig } from '@guichet/platform';
import { receive } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { checkMessage } from '../disclosure/check-for-other-persons-data.js';
import { signAddressToken } from '../signed-address-token.js';
import { trustIn } from './sender-trust.js';

let town: TestTown;
const INTAKE = { kind: 'system', name: 'Intake' } as const;
let ana: Principal;
let root: Principal;
let accounts: Accounts;
let listener: NotificationListener;
let account: Awaited<ReturnType<TestTown['mailbox']>>;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  root = await town.agent('Rosa', [], 'administrator');
  listener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), listener);
  account = await town.mailbox(team);
});
afterAll(async () => {
  await listener.close();
  await town.close();
});

const judgement = (verdict: Authentication['verdict'], more: Partial<Authentication> = {}): Authentication => ({
  ...{ verdict, domain: 'orange.example', source: 'checked', warnings: [] },
  ...{ spf: 'none', dkim: 'none', dmarc: 'none', arc: 'none', ...more },
});
const genuine = judgement('authenticated', { dkim: 'pass', dmarc: 'pass' });
const byServer = judgement('authenticated', { dkim: 'pass', dmarc: 'pass', source: 'trusted-server' });
const failed = judgement('failed', { dmarc: 'fail' });
const silent = judgement('unauthenticated');

const ADA = 'ada@orange.example';
const asked = (authentication: Authentication = genuine, changes: Partial<InboundMessage> = {}) =>
  mail(ADA, { authentication, ...changes });
const answer = (to: InboundMessage, authentication: Authentication | undefined) =>
  mail(ADA, { ...(authentication ? { authentication } : {}), threadKeys: [`ref:${to.externalId}`] });
const linksOf = async (id: string) =>
  (await caseDetail(town.database, ana, { id })).links.map(({ state, reason, caseId }) => ({ state, reason, caseId }));
const choose = (unauthenticatedMail: Organisation['unauthenticatedMail']) =>
  town.database.write(INTAKE, (tx) => saveOrganisation(tx, root, Organisation.parse({ unauthenticatedMail })));

describe('a mail that refers to a message of a case, from the address of somebody in it', () => {
  // Threats: A002, A004, S23.
  it.each([
    ['is genuine', genuine, null],
    ['comes by a channel that vouches', undefined, null],
    ['was checked by nobody', judgement('unknown'), null],
    ['is forged', failed, 'sender-failed'],
    ['is of a domain that publishes nothing', silent, 'sender-not-authenticated'],
    [
      'could not be checked as DNS was silent',
      judgement('unknown', { dmarc: 'temperror' }),
      'sender-not-authenticated',
    ],
  ] as const)('joins it, or is suggested to it: %s', async (_, authentication, reason) => {
    const question = asked();
    const [caseId] = await receive(town, account, question);
    const reply = answer(question, authentication);
    const [repliedIn] = await receive(town, account, reply);
    if (reason === null) return expect(repliedIn).toBe(caseId);
    expect(repliedIn).not.toBe(caseId);
    expect(await linksOf(repliedIn!)).toEqual([{ state: 'suggested', reason, caseId }]);
  });

  it('joins it from a domain that publishes nothing, where the organisation wants so; a forged one never', async () => {
    await choose('thread');
    const question = asked(silent);
    const [caseId] = await receive(town, account, question);
    const [silently] = await receive(town, account, answer(question, silent));
    const [forged] = await receive(town, account, answer(question, failed));
    await choose('suggest');
    expect(silently).toBe(caseId);
    expect(forged).not.toBe(caseId);
    const { items } = await timeline(town.database, ana, { caseId: caseId!, query: { limit: 50 } });
    expect(items.flatMap((entry) => (entry.kind === 'message' ? entry.authentication : []))).toEqual([silent, silent]);
  });

  it('joins it in the same batch only where it is genuine', async () => {
    const question = asked();
    const [caseId, forged, real] = await receive(
      town,
      account,
      question,
      answer(question, failed),
      answer(question, genuine),
    );
    expect(real).toBe(caseId);
    expect(forged).not.toBe(caseId);
  });

  it('joins no case that waits for it, where it is forged', async () => {
    const question = asked(failed);
    const reply = answer(question, genuine);
    const [repliedIn] = await receive(town, account, reply);
    const [askedIn] = await receive(town, account, question);
    expect(askedIn).not.toBe(repliedIn);
  });

  // Threats: A009, L01.
  it('joins it as the reply of a robot unless it is forged: then it goes where replies to nothing of ours go', async () => {
    const [caseId] = await receive(town, account, asked());
    const ours = '<answer-of-ours@town.example>';
    await town.database.execute(`update message set direction = 'out', external_id = $2 where case_id = $1`, [
      caseId,
      ours,
    ]);
    const robot = (authentication: Authentication) =>
      mail('robot@elsewhere.example', { authentication, automatic: 'reply', threadKeys: [`ref:${ours}`] });
    expect(await receive(town, account, robot(failed))).not.toContain(caseId);
    expect(await receive(town, account, robot(silent))).toEqual([caseId]);
  });

  it('waits for nothing, where it is forged', async () => {
    const question = asked();
    const [forgedIn] = await receive(town, account, answer(question, failed));
    const [askedIn] = await receive(town, account, question);
    expect(askedIn).not.toBe(forgedIn);
  });

  it('joins it by a token that we signed, with the verdict as its mark', async () => {
    const [caseId] = await receive(town, account, asked());
    const token = signAddressToken(town.keyring, 'reply', caseId!);
    const [joined] = await receive(town, account, asked(failed, { threadKeys: [`reply:${token}`] }));
    expect(joined).toBe(caseId);
    const { items } = await timeline(town.database, ana, { caseId: caseId!, query: { limit: 50 } });
    expect(items.at(-1)).toMatchObject({ kind: 'message', authentication: failed });
  });
});

describe('a person whom a mail names', () => {
  const handle = async (value: string) =>
    (
      await town.database.query<{ evidence: string; verified: boolean; name: string; person: string }>(
        `select h.evidence, h.verified, h.name, c.name as person from handle h join citizen c on c.id = h.citizen_id where h.value = $1`,
        [value],
      )
    )[0];
  const written = (value: string, authentication: Authentication, name: string) =>
    mail(value, { authentication, from: { type: 'email', value, name, verified: false } });

  it.each([
    ['genuine', genuine, { evidence: 'wrote', name: 'Zoé Petit', person: 'Zoé Petit' }],
    ['of a silent domain', silent, { evidence: 'claimed', name: 'Zoé Petit', person: 'Zoé Petit' }],
    ['forged', failed, { evidence: 'claimed', name: '' }],
  ] as const)('is known by it as far as it is %s, and never as verified', async (what, authentication, known) => {
    const value = `zoe.${what.replaceAll(' ', '-')}@orange.example`;
    await receive(town, account, written(value, authentication, 'Zoé Petit'));
    expect(await handle(value)).toMatchObject({ ...known, verified: false });
  });

  it('gets no name and no double by a forged one', async () => {
    const value = 'nobody@orange.example';
    await receive(
      town,
      account,
      mail(value, { authentication: genuine, from: { type: 'email', value, verified: false } }),
    );
    const [forgedIn] = await receive(town, account, written(value, failed, 'Le Maire'));
    expect(await handle(value)).toMatchObject({ name: '', person: value });
    const people = await town.database.query(`select 1 from citizen where name = 'Le Maire'`);
    expect(people).toHaveLength(0);
    expect((await caseDetail(town.database, ana, { id: forgedIn! })).citizen?.name).toBeDefined();
  });
});

describe('an agent who looks at a sender', () => {
  const imitator: Authentication = {
    ...genuine,
    warnings: [{ reason: 'look-alike-domain', domain: '0range.example', of: 'orange.example' }],
  };

  it.each([
    ['genuine', genuine, { senderDoubt: null, doubt: null }],
    ['genuine, of a domain that looks like another', imitator, { senderDoubt: 'look-alike' }],
    ['checked by nobody', judgement('unknown'), { senderDoubt: null, doubt: 'unchecked' }],
    ['of a silent domain', silent, { senderDoubt: null, doubt: 'unverifiable' }],
    ['forged', failed, { senderDoubt: 'forged', doubt: 'forged' }],
    ['judged by nobody, as here nobody judges', undefined, { senderDoubt: null, doubt: null }],
  ] as const)(
    'sees of one who is %s, in the list and beside the address, what is known',
    async (what, authentication, shown) => {
      const value = `seen.${what.replaceAll(/\W/g, '')}@orange.example`.toLowerCase();
      const [id] = await receive(town, account, mail(value, authentication ? { authentication } : {}));
      const { senderDoubt, citizen } = await caseDetail(town.database, ana, { id: id! });
      const { handles } = await citizenById(town.database, ana, citizen!.id);
      expect({ senderDoubt, doubt: handles[0]!.doubt }).toMatchObject(shown);
    },
  );

  it('sees no doubt any more once a genuine mail has come', async () => {
    const value = 'first.forged@orange.example';
    const [id] = await receive(town, account, mail(value, { authentication: failed }));
    const token = signAddressToken(town.keyring, 'reply', id!);
    await receive(town, account, mail(value, { authentication: genuine, threadKeys: [`reply:${token}`] }));
    const { senderDoubt, citizen } = await caseDetail(town.database, ana, { id: id! });
    const { handles } = await citizenById(town.database, ana, citizen!.id);
    expect([senderDoubt, handles[0]!.doubt]).toEqual([null, null]);
  });

  /** What the card says of an address from which these mails came, the first one first. */
  const cardAfter = async (value: string, mails: (Authentication | undefined)[]) => {
    for (const authentication of mails) await receive(town, account, mail(value, authentication && { authentication }));
    return cardOf(value);
  };
  const cardOf = async (value: string, reader: Reader = town.database) => {
    const [known] = await town.database.query<{ id: string }>(`select citizen_id as id from handle where value = $1`, [
      value,
    ]);
    const { evidence, doubt, linkedAt } = (await citizenById(reader, ana, known!.id)).handles[0]!;
    return { evidence, doubt, linkedAt };
  };

  // Threats: S23.
  it.each([
    ['proved', genuine, judgement('unknown')],
    ['proved', genuine, failed],
    ['not judged, as nobody judged then', undefined, judgement('unknown')],
    ['not judged, as nobody judged then', undefined, silent],
    ['proved lately, by the server that is trusted', byServer, judgement('unknown')],
  ] as const)(
    'sees no doubt of an address whose mail was %s, whatever others have sent in its name since',
    async (_, first, forged) => {
      const value = `known.${randomUUID()}@orange.example`;
      const before = await cardAfter(value, [first]);
      expect(before).toMatchObject({ evidence: 'wrote', doubt: null });
      expect(
        await cardAfter(
          value,
          Array.from({ length: 21 }, () => forged),
        ),
      ).toEqual(before);
    },
  );

  // Threats: S23.
  it('sees that an address is forged, though its first mail was judged by nobody', async () => {
    const { doubt } = await cardAfter('unjudged.first@orange.example', [undefined, failed]);
    expect(doubt).toBe('forged');
  });

  /** What the card says once so much time has gone by that what came before a moment is long ago. */
  const cardOnceLongAgo = async (value: string, before: Date) => {
    const now = new Date(before.getTime() + JUDGED_AGAIN_DAYS * 86_400_000);
    return cardOf(value, { query: town.database.query, now });
  };
  const mails = (count: number, authentication: Authentication) => Array.from({ length: count }, () => authentication);

  // Threats: S24.
  it.each([
    ['the server in front', 'unchecked', byServer],
    ['us', null, genuine],
  ] as const)('sees of an address that was proved long ago by %s: %s', async (_, doubt, first) => {
    const value = `long.${randomUUID()}@orange.example`;
    await cardAfter(value, [first]);
    await setTimeout(2);
    const before = new Date();
    expect(await cardAfter(value, [judgement('unknown')])).toMatchObject({ doubt: null });
    expect(await cardOnceLongAgo(value, before)).toMatchObject({ doubt });
  });

  it('sees no doubt of an address that the server in front goes on proving, whatever comes in its name', async () => {
    const value = 'proved.lately@orange.example';
    await cardAfter(value, mails(101, judgement('unknown')));
    await setTimeout(2);
    const before = new Date();
    await cardAfter(value, [byServer, ...mails(21, judgement('unknown'))]);
    expect(await cardOnceLongAgo(value, before)).toMatchObject({ doubt: null });
  });

  it('sees the doubt of an address still, where a mail that nobody judged has followed', async () => {
    const { doubt } = await cardAfter('doubted.first@orange.example', [judgement('unknown'), undefined]);
    expect(doubt).toBe('unchecked');
  });
});

describe('an answer to a mail of which nothing is proved', () => {
  const found = async (authentication: Authentication, text: string) => {
    const [caseId] = await receive(town, account, asked(authentication));
    const context = { reader: town.database, who: ana, accounts, fileTexts: town.fileTexts };
    return (await checkMessage(context, caseId!, CheckMessage.parse({ text, to: [ADA] }))).map(({ key }) => key);
  };

  it.each([
    ['a forged one, whatever it says', failed, 'Bonjour.', ['sender-not-proven:ada@orange.example']],
    ['a silent domain, without a word of anybody', silent, 'Bonjour.', []],
    [
      'a silent domain, with a number of somebody',
      silent,
      'Votre numéro : 215703678.',
      ['sender-not-proven:ada@orange.example'],
    ],
    ['a genuine one', genuine, 'Votre numéro : 215703678.', []],
  ] as const)('is looked at by the agent before it is sent: %s', async (_, authentication, text, keys) => {
    expect(await found(authentication, text)).toEqual(keys);
  });
});

describe('trust', () => {
  it('is none in what could not be checked, and some in what nobody checks', () => {
    expect(trustIn({ authentication: judgement('unknown', { spf: 'temperror' }) })).toBe('doubtful');
    expect(trustIn({ authentication: judgement('unknown') })).toBe('vouched');
    expect(trustIn({})).toBe('vouched');
  });

  // Threats: A009, S24.
  it.each([
    ['the named server says nothing', { source: 'trusted-server' }],
    ['a policy does not hold by a relay of ours', { dmarc: 'fail', dkim: 'fail' }],
    ['there are too many signatures', { dkim: 'permerror', arc: 'permerror' }],
  ] as const)('is none where %s', (_, more) => {
    expect(trustIn({ authentication: judgement('unknown', more) })).toBe('doubtful');
  });
});
