import type { Principal } from '@guichet/access';
import { caseDetail, restrictCase } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import { Rule, type Authentication } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { saveRouting } from '@guichet/routing';
import { updateAndRouteCase } from './route-cases-out-of-spam.js';
import { writeBatch } from './write-message-batch.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let bob: Principal;
let social: string;
let account: Intake;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const restricted = (id: string) =>
  as(root, (tx) =>
    restrictCase(tx, root, { id, wanted: { reason: 'violence', detail: 'Menaces', agentIds: [ana.id] } }),
  );
/** What an agent sees of a case; null: nothing. */
const seen = (who: Principal, id: string) => caseDetail(town.database, who, { id }).catch(() => null);
/** A mail of a blocked sender, which joins no case. Returns the one that it opens. */
const receiveFromBlocked = async (message: InboundMessage): Promise<string> => {
  const envelopeId = newId();
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size) values ($1::uuid, $2, $1::text, '{}', 'x', 1)`,
    [envelopeId, account.id],
  );
  const spam = { verdict: 'spam', source: 'blocked-address', detail: '' } as const;
  const item = {
    ...{ envelopeId, account: { ...account, conversation: false }, receivedAt: town.database.now, message, spam },
    ...{ attachments: [], html: null, hasOriginal: true, language: 'fr' },
  };
  await town.database.write({ kind: 'system', name: 'Intake' }, (tx) => writeBatch(tx, town.keyring, [item]));
  const [row] = await town.database.query<{ id: string }>(`select case_id as id from message where external_id = $1`, [
    message.externalId,
  ]);
  return row!.id;
};
const expectOnlyForAna = async (id: string) => {
  expect(await seen(bob, id)).toBeNull();
  expect(await seen(ana, id)).toMatchObject({
    team: { id: social },
    assignee: null,
    restriction: { reason: 'violence', detail: 'Menaces', agents: [{ id: ana.id }] },
  });
};

beforeAll(async () => {
  town = await TestTown.build();
  const desk = await town.team('Accueil');
  social = await town.team('Social');
  root = await town.agent('Root', [], 'administrator');
  [ana, bob] = [await town.agent('Ana', [social]), await town.agent('Bob', [social, desk])];
  account = await town.mailbox(social);
  // Whatever comes is for another team, and for Bob.
  const rule = Rule.parse({ id: newId(), name: 'Tout', when: [{ on: 'words', is: ['réponse'] }], then: [{ do: 'agent', agentId: bob.id }, { do: 'team', teamId: desk }] }); // prettier-ignore
  await as(root, (tx) => saveRouting(tx, root, { rules: [rule], version: 0 }));
});
afterAll(() => town.close());

describe('a message that points to a restricted case', () => {
  // Threats: A007, A008, A018. It may quote all that was written there.
  it('opens a case for the same agents, whoever writes it and however it points there', async () => {
    const question = mail('victime@citizen.test');
    const [id] = await receive(town, account, question);
    await restricted(id!);
    const { reference } = (await seen(ana, id!))!;
    const elsewhere = mail('autre@citizen.test', { threadKeys: [`ref:${question.externalId}`], body: 'Une réponse' });
    const naming = mail('proche@citizen.test', { threadKeys: [`hint:${reference}`], body: 'Une réponse' });
    const quoting = mail('tiers@citizen.test', { threadKeys: [`ref:${elsewhere.externalId}`], body: 'Une réponse' });
    const authentication: Authentication = { verdict: 'failed', domain: 'citizen.test', source: 'checked', warnings: [], spf: 'none', dkim: 'none', dmarc: 'fail', arc: 'none' }; // prettier-ignore
    const forged = mail('victime@citizen.test', { threadKeys: [`ref:${question.externalId}`], authentication });
    const before = (await seen(ana, id!))!.version;
    const opened = await receive(town, account, elsewhere, naming, quoting, forged);

    expect(new Set([id, ...opened]).size).toBe(5);
    for (const one of opened) await expectOnlyForAna(one);
    expect((await seen(ana, id!))!.version).toBe(before);
  });

  // Threats: A007, A018. A Message-ID that is in two cases proves nothing, but what is behind it may be quoted all the same.
  it('opens a case for the same agents where a stranger has repeated the Message-ID to which it points', async () => {
    const question = mail('repete@citizen.test');
    const [id] = await receive(town, account, question);
    await restricted(id!);
    await receive(town, account, mail('tiers@citizen.test', { externalId: question.externalId }));
    const [quoting] = await receive(
      town,
      account,
      mail('proche@citizen.test', { threadKeys: [`ref:${question.externalId}`], body: 'Une réponse' }),
    );
    await expectOnlyForAna(quoting!);
  });

  it('is routed to nobody where it was taken for spam, from whomever, and is none', async () => {
    const question = mail('menace@citizen.test');
    const [id] = await receive(town, account, question);
    await restricted(id!);
    const message = mail('menace@citizen.test', { threadKeys: [`ref:${question.externalId}`], body: 'Une réponse' });
    const opened = await receiveFromBlocked(message);
    expect(opened).not.toBe(id);
    await as(ana, (tx) => updateAndRouteCase(tx, ana, { id: opened, wanted: { status: 'open' } }));
    await expectOnlyForAna(opened);
  });

  it('goes the way of all others once the restriction is lifted', async () => {
    const question = mail('lifted@citizen.test');
    const [id] = await receive(town, account, question);
    await restricted(id!);
    await town.database.execute(`update cases set restricted_to = null where id = $1`, [id]);
    const [opened] = await receive(town, account, mail('x@citizen.test', { threadKeys: [`ref:${question.externalId}`], body: 'Une réponse' })); // prettier-ignore
    expect(await seen(bob, opened!)).toMatchObject({ assignee: { id: bob.id }, restriction: null });
  });

  it('is none of a correspondence that becomes one case without an agent', async () => {
    const question = mail('suite@citizen.test');
    const [id] = await receive(town, account, question);
    const free = mail('nouvelle@citizen.test');
    const [other] = await receive(town, account, free);
    await restricted(id!);
    const quoting = mail('nouvelle@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    const both = mail('nouvelle@citizen.test', { threadKeys: [`ref:${free.externalId}`, `ref:${quoting.externalId}`] });
    const [opened, joined] = await receive(town, account, quoting, both);
    expect(joined).toBe(other);
    await expectOnlyForAna(opened!);
  });
});

it('a conversation that goes on long after a restricted case was closed opens one for the same agents', async () => {
  const by = { ...account, conversation: true };
  const [id] = await receive(town, by, from('phone', '+33639980901', { body: 'Bonjour' }));
  await restricted(id!);
  await town.database.execute(
    `update cases set status = 'closed', closed_at = now() - interval '15 days' where id = $1`,
    [id],
  );
  const [late] = await receive(town, by, from('phone', '+33639980901', { body: 'Une réponse' }));
  expect(late).not.toBe(id);
  await expectOnlyForAna(late!);
});
