import { randomUUIDv7 } from 'node:crypto';
import type { Principal } from '@guichet/access';
import { caseDetail, restrictCase } from '@guichet/cases';
import type { Authentication } from '@guichet/contracts';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail, type MessageChanges } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../signed-address-token.js';
import { planSideConversation } from './plan-side-message.js';
import { shownSideConversation } from './side-conversations.queries.js';
import { startSideConversation } from './start-side-conversation.js';

const FORGED: Authentication = { verdict: 'failed', domain: 'durand.test', source: 'checked', warnings: [], spf: 'none', dkim: 'none', dmarc: 'fail', arc: 'none' }; // prettier-ignore

let outbox: Outbox;
let account: Intake;
let root: Principal;
let bob: Principal;

beforeAll(async () => {
  outbox = await Outbox.open();
  const outbound = { host: '127.0.0.1', port: 9, secure: false };
  const config = { address: 'contact@town.test', inbound: { smtp: true }, undoSeconds: 0, outbound };
  account = { id: await outbox.connect('email', config), kind: 'email', teamId: outbox.team };
  root = await outbox.town.agent('Root', [], 'administrator');
  bob = await outbox.town.agent('Bob', [outbox.team]);
});
afterAll(() => outbox?.close());

async function askedAbout() {
  const [citizen, contractor] = [`${randomUUIDv7().slice(-8)}@citizen.test`, `${randomUUIDv7().slice(-8)}@durand.test`];
  const [opened] = await receive(outbox.town, account, mail(citizen));
  const caseId = opened!;
  return { citizen, contractor, caseId, ...(await ask(caseId, contractor)) };
}

/** Asks somebody; returns the conversation, and how a mail refers to its message. */
async function ask(caseId: string, contractor: string) {
  const { town, ana, accounts, as } = outbox;
  const context = { reader: town.database, who: ana, accounts, fileTexts: town.fileTexts };
  const plan = await planSideConversation(context, caseId, {
    ...{ to: [contractor], subject: 'Fuite', text: 'Quand ?', quote: { what: 'nothing' } },
    ...{ attachmentIds: [], forwardedIds: [], acknowledged: [] },
  });
  const sideId = await as((tx) => startSideConversation({ tx, who: ana, keyring: town.keyring }, caseId, plan));
  const [row] = await town.database.query<{ id: string }>(
    `select external_id as id from side_message where conversation_id = $1`,
    [sideId],
  );
  return { sideId, ref: `ref:${row!.id}`, token: `reply:${signAddressToken(town.keyring, 'side', sideId)}` };
}

const restrict = (id: string) =>
  outbox.town.database.write({ kind: 'agent', id: root.id, name: root.name }, (tx) =>
    restrictCase(tx, root, { id, wanted: { reason: 'violence', detail: 'Menaces', agentIds: [outbox.ana.id] } }),
  );
const seen = (who: Principal, id: string) => caseDetail(outbox.town.database, who, { id }).catch(() => null);
/** The case that a mail opens. */
const openedBy = async (from: string, changes: MessageChanges) =>
  (await receive(outbox.town, account, mail(from, changes)))[0]!;

describe('a mail that leads to a side conversation of a restricted case, and not into it', () => {
  // Threats: A007. It may quote all that was asked.
  it.each(['token', 'ref'] as const)('opens a case for the same agents where a citizen has its %s', async (by) => {
    const { caseId, citizen, ...keys } = await askedAbout();
    await restrict(caseId);
    const other = await openedBy(citizen, { threadKeys: [keys[by]] });
    expect(await seen(bob, other)).toBeNull();
    expect(await seen(outbox.ana, other)).toMatchObject({
      restriction: { reason: 'violence' },
      links: [{ caseId, reason: 'two-audiences' }],
    });
  });

  it('opens a case for the same agents where it leads to another side conversation first', async () => {
    const [open, hidden] = [await askedAbout(), await askedAbout()];
    await restrict(hidden.caseId);
    const other = await openedBy(hidden.contractor, { threadKeys: [open.token, hidden.token] });
    expect(await seen(bob, other)).toBeNull();
    expect(await seen(outbox.ana, other)).toMatchObject({
      links: [{ caseId: hidden.caseId, reason: 'two-audiences' }],
    });
  });

  it('opens a case for the same agents where the token of the citizens of a restricted case is beside that of another', async () => {
    const [open, hidden] = [await askedAbout(), await askedAbout()];
    await restrict(hidden.caseId);
    const token = `reply:${signAddressToken(outbox.town.keyring, 'reply', hidden.caseId)}`;
    const other = await openedBy(hidden.citizen, { threadKeys: [open.token, token] });
    expect(await seen(bob, other)).toBeNull();
    expect(await seen(outbox.ana, other)).toMatchObject({
      links: [{ caseId: hidden.caseId, reason: 'two-audiences' }],
    });
  });
});

describe('an answer aside whose sender is not believed', () => {
  // Threats: A007.
  it('opens a case of its own, which follows the restriction and suggests the link', async () => {
    const { caseId, contractor, sideId, ref } = await askedAbout();
    await restrict(caseId);
    const other = await openedBy(contractor, { threadKeys: [ref], authentication: FORGED });
    expect(await seen(bob, other)).toBeNull();
    expect(await seen(outbox.ana, other)).toMatchObject({
      restriction: { reason: 'violence' },
      links: [{ caseId, reason: 'sender-failed' }],
    });
    const { messages } = await shownSideConversation(outbox.town.database, outbox.ana, { caseId, sideId });
    expect(messages).toHaveLength(1);
  });
});
