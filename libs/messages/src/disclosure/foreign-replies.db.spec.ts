import { readFileSync } from 'node:fs';
import { saveOrganisation, type Principal } from '@guichet/access';
import { Organisation, type DisclosureFinding } from '@guichet/contracts';
import { Attachment, NotificationListener } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { documentOf } from '../../../../test/support/documents.js';
import { indexNow } from '../../../../test/support/index-now.js';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { signAddressToken } from '../signed-address-token.js';
import { checkMessage } from './check-for-other-persons-data.js';

// A town and replies to its citizens, half of which disclose something. They were written, and labelled, by somebody who had read
// nothing of the check: `leak` says whether a reply discloses something, `what` what, and `kind` in which of ten ways.
// The check was made with the replies at even places of the list; those at odd places measure it. When they did so first, 62 of their
// 65 leaks were found, with one false alarm. Names without their apostrophe or without capitals, and barcodes, were mended after that,
// so the figures of today are those of a set that was looked at once.

interface Person {
  id: string;
  name: string;
  emails: string[];
  phones: string[];
  addresses: string[];
  plates: string[];
}
interface World {
  organisation: {
    name: string;
    siret: string;
    addresses: string[];
    phones: string[];
    emails: string[];
    sites: string[];
    offices: { name: string; address: string; phone: string; email: string; siret?: string }[];
    officials: { name: string; office: string }[];
  };
  people: Person[];
  cases: { reference: string; personId: string; subject: string; messages: string[] }[];
}
interface ForeignReply {
  id: string;
  caseReference: string;
  text: string;
  attachments: { name: string; text: string }[];
  leak: boolean;
  kind: string;
  what: string | null;
}

/** References are those of the product, which has one kind of them. */
const dataOf = <Data>(file: string): Data =>
  JSON.parse(
    readFileSync(new URL(`./fixtures/${file}`, import.meta.url), 'utf8').replace(/\bval(?=[\s\p{Pd}/]*2026)/giu, 'GCH'),
  ) as Data;

const world = dataOf<World>('foreign-world.json');
const replies = dataOf<ForeignReply[]>('foreign-replies.json');
const WHOLE_MESSAGE = new Set(['new-recipient', 'below-confidentiality', 'sender-not-proven']);

let town: TestTown;
let ana: Principal;
let accounts: Accounts;
let listener: NotificationListener;
let mailbox: Awaited<ReturnType<TestTown['mailbox']>>;
const caseIds = new Map<string, string>();
const found = new Map<string, DisclosureFinding[]>();
let cpu: NodeJS.CpuUsage;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Accueil');
  ana = await town.agent('Ana', [team]);
  mailbox = await town.mailbox(team);
  listener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), listener);
  await publish();
  // What the house knows of its people came in as what they wrote when they registered.
  await receive(
    town,
    mailbox,
    ...world.people.map((person) => mailOf(person, { subject: 'Compte usager', body: registration(person) })),
  );
  for (const item of world.cases) await open(item);
  await town.database.execute(`update cases set reference = replace(reference, '-2026-', '-2020-')`);
  await town.database.execute(
    `update cases c set reference = w.reference from unnest($1::uuid[], $2::text[]) w(id, reference) where c.id = w.id`,
    [[...caseIds.values()], [...caseIds.keys()]],
  );
  await indexNow(town);
  const before = process.cpuUsage();
  for (const reply of replies) await check(reply);
  cpu = process.cpuUsage(before);
}, 120_000);
afterAll(async () => {
  await listener.close();
  await town.close();
});

const mailOf = ({ emails, name }: Person, mail: { subject: string; body: string; threadKeys?: string[] }) =>
  from('email', emails[0]!, { name, ...mail });

const registration = ({ name, emails, phones, addresses, plates }: Person): string =>
  [name, ...emails, ...phones, ...addresses, ...plates].join('\n');

async function publish(): Promise<void> {
  const { organisation } = world;
  const root = await town.agent('Root', [], 'administrator');
  const published = [
    ...[
      organisation.siret,
      ...organisation.addresses,
      ...organisation.phones,
      ...organisation.emails,
      ...organisation.sites,
    ],
    ...organisation.offices.map(({ name, address, phone, email, siret = '' }) =>
      [name, address, phone, email, siret].join(', '),
    ),
    ...organisation.officials.map(({ name, office }) => `${name}, ${office}`),
  ].join('\n');
  await town.database.write({ kind: 'agent', id: root.id, name: root.name }, (tx) =>
    saveOrganisation(tx, root, Organisation.parse({ name: organisation.name, published })),
  );
}

async function open({ reference, personId, subject, messages }: World['cases'][number]): Promise<void> {
  const person = world.people.find(({ id }) => id === personId)!;
  const [id] = await receive(town, mailbox, mailOf(person, { subject, body: messages[0]! }));
  const threadKeys = [`reply:${signAddressToken(town.keyring, 'reply', id!)}`];
  for (const body of messages.slice(1)) await receive(town, mailbox, mailOf(person, { subject, body, threadKeys }));
  caseIds.set(reference, id!);
}

async function check({ id, caseReference, text, attachments }: ForeignReply): Promise<void> {
  const caseId = caseIds.get(caseReference)!;
  const attachmentIds = await Promise.all(attachments.map(upload));
  const context = { reader: town.database, who: ana, accounts, fileTexts: town.fileTexts };
  found.set(id, await checkMessage(context, caseId, { text, attachmentIds, channelAccountId: mailbox.id }));
}

async function upload({ name, text }: ForeignReply['attachments'][number]): Promise<string> {
  const { digest, size } = await town.blobs.put(await documentOf(name, text));
  const id = newId();
  const file = {
    id,
    digest,
    name,
    type: 'application/octet-stream',
    size,
    state: 'ready' as const,
    uploadedBy: ana.id,
  };
  await town.database.source.getRepository(Attachment).insert(file);
  return id;
}

const isFlagged = ({ id }: ForeignReply): boolean => found.get(id)!.some(({ code }) => !WHOLE_MESSAGE.has(code));
const isHalf = (rest: number) => (_: ForeignReply, n: number) => n % 2 === rest;

/** Of how many leaks one was found, how many findings were of leaks, and the same by the way of leaking. */
function measure(some: readonly ForeignReply[]) {
  const leaks = some.filter(({ leak }) => leak);
  const flagged = some.filter(isFlagged);
  const kinds = [...new Set(leaks.map(({ kind }) => kind))].sort();
  return {
    recall: leaks.filter(isFlagged).length / leaks.length,
    precision: flagged.filter(({ leak }) => leak).length / flagged.length,
    byKind: Object.fromEntries(
      kinds.map((kind) => {
        const ofKind = leaks.filter((reply) => reply.kind === kind);
        return [kind, [ofKind.filter(isFlagged).length, ofKind.length]];
      }),
    ),
  };
}

describe.each([
  ['with which the check was made', 0],
  ['which measure it', 1],
])('the replies %s', (_, rest) => {
  const half = replies.filter(isHalf(rest));

  it('are found out, in each way of leaking, and ordinary ones are silent', () => {
    const { recall, precision, byKind } = measure(half);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.97);
    const missed = Object.entries(byKind).filter(([, [seen, all]]) => seen! / all! < 0.9);
    // What stands in a picture alone is not read.
    expect(missed.map(([kind, [seen, all]]) => [kind, all! - seen!])).toEqual(rest === 0 ? [] : [['in-attachment', 1]]);
  });
});

it('is fast', () => {
  // Of this process alone: how long the database takes depends on what else the machine does.
  expect(cpu.user / replies.length / 1000).toBeLessThan(25);
});
