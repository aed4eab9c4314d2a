import type { Principal } from '@guichet/access';
import { caseDetail, restrictCase } from '@guichet/cases';
import type { Authentication } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { SideTown } from '../../../../test/support/side-town.js';
import { mail, type MessageChanges } from '../../../../test/support/test-town.js';

const FORGED: Authentication = { verdict: 'failed', domain: 'durand.test', source: 'checked', warnings: [], spf: 'none', dkim: 'none', dmarc: 'fail', arc: 'none' }; // prettier-ignore

let town: SideTown;
let root: Principal;
let bob: Principal;

beforeAll(async () => {
  town = await SideTown.open();
  root = await town.outbox.town.agent('Root', [], 'administrator');
  bob = await town.outbox.town.agent('Bob', [town.outbox.team]);
});
afterAll(() => town?.close());

/** A case about which somebody was asked, and how a mail refers to that. */
async function askedAbout() {
  const contractor = `${newId().slice(-8)}@durand.test`;
  const { caseId, citizen } = await town.opened();
  const sideId = await town.ask(caseId, { to: [contractor] });
  const { token, refs } = await town.keysOf(sideId);
  return { citizen, contractor, caseId, sideId, token, ref: refs[0]! };
}

const restrict = (id: string) =>
  town.outbox.town.database.write({ kind: 'agent', id: root.id, name: root.name }, (tx) =>
    restrictCase(tx, root, { id, wanted: { reason: 'violence', detail: 'Menaces', agentIds: [town.outbox.ana.id] } }),
  );
const seen = (who: Principal, id: string) => caseDetail(town.outbox.town.database, who, { id }).catch(() => null);
/** The case that a mail opens. */
const openedBy = async (from: string, changes: MessageChanges) => (await town.receive(mail(from, changes)))[0]!;

describe('a mail that leads to a side conversation of a restricted case, and not into it', () => {
  // Threats: A007. It may quote all that was asked.
  it.each(['token', 'ref'] as const)('opens a case for the same agents where a citizen has its %s', async (by) => {
    const { caseId, citizen, ...keys } = await askedAbout();
    await restrict(caseId);
    const other = await openedBy(citizen, { threadKeys: [keys[by]] });
    expect(await seen(bob, other)).toBeNull();
    expect(await seen(town.outbox.ana, other)).toMatchObject({
      restriction: { reason: 'violence' },
      links: [{ caseId, reason: 'two-audiences' }],
    });
  });

  it('opens a case for the same agents where it leads to another side conversation first', async () => {
    const [open, hidden] = [await askedAbout(), await askedAbout()];
    await restrict(hidden.caseId);
    const other = await openedBy(hidden.contractor, { threadKeys: [open.token, hidden.token] });
    expect(await seen(bob, other)).toBeNull();
    expect(await seen(town.outbox.ana, other)).toMatchObject({
      links: [{ caseId: hidden.caseId, reason: 'two-audiences' }],
    });
  });

  it('opens a case for the same agents where the token of the citizens of a restricted case is beside that of another', async () => {
    const [open, hidden] = [await askedAbout(), await askedAbout()];
    await restrict(hidden.caseId);
    const token = town.tokenOf(hidden.caseId);
    const other = await openedBy(hidden.citizen, { threadKeys: [open.token, token] });
    expect(await seen(bob, other)).toBeNull();
    expect(await seen(town.outbox.ana, other)).toMatchObject({
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
    expect(await seen(town.outbox.ana, other)).toMatchObject({
      restriction: { reason: 'violence' },
      links: [{ caseId, reason: 'sender-failed' }],
    });
    const { messages } = await town.shown({ caseId, sideId });
    expect(messages).toHaveLength(1);
  });
});
