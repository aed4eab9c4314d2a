import type { Principal } from '@guichet/access';
import { caseDetail, mergeCase, openCase, setCitizen } from '@guichet/cases';
import type { Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { smsOutbox } from '../../../../test/support/sms-outbox.js';
import type { Twilio } from '../../../../test/providers/twilio.js';
import { replyRoutesFor, replyRoutesToTyped } from './find-reply-routes.queries.js';

let outbox: Outbox;
let twilio: Twilio;
let account: Intake;
/** Of another team than Ana. */
let bob: Principal;

beforeAll(async () => {
  let sms: string;
  ({ outbox, twilio, sms } = await smsOutbox());
  account = { id: sms, kind: 'sms', teamId: outbox.team, conversation: true };
  bob = await outbox.town.agent('Bob', [await outbox.town.team('Impôts')]);
  await outbox.town.database.execute(`update channel_account set shared = true where id = $1`, [sms]);
  outbox.accounts.invalidate();
});
afterAll(async () => {
  await outbox?.close();
  await twilio?.close();
});

/** A case of Ana's team in which the number has written and to which the last reply failed. */
async function failedIn(phone: string): Promise<string> {
  const { town } = outbox;
  const [caseId] = await receive(town, account, from('phone', phone, { body: 'Bonjour' }));
  const entryId = await outbox.answer(caseId!, { channelAccountId: account.id, to: phone, text: 'Bien reçu' });
  await town.database.execute(`update delivery set state = 'failed', reason = 'unreachable' where entry_id = $1`, [
    entryId,
  ]);
  return caseId!;
}

describe('what the routes to an address tell', () => {
  it('of a reply that failed, they tell to nobody who does not see its case', async () => {
    const phone = '+33639981301';
    const hidden = await failedIn(phone);
    const { town, ana, accounts } = outbox;
    // In Bob's team the same number has called.
    const own = await town.database.write({ kind: 'agent', id: bob.id, name: bob.name }, (tx) =>
      openCase(tx, bob, { subject: 'Appel', address: phone }),
    );
    const stateFor = async (who: Principal, caseId: string) => {
      const { routes } = await replyRoutesFor({ reader: town.database, who, accounts }, caseId);
      return routes
        .filter(({ channelAccountId }) => channelAccountId === account.id)
        .map((one) => [one.to.value, one.state, one.reason]);
    };
    expect(await stateFor(ana, hidden)).toEqual([[phone, 'warned', 'last-failed']]);
    expect(await stateFor(bob, own)).toEqual([[phone, 'ready', null]]);
  });

  it('is whose they are, also in a case that became part of that of somebody else', async () => {
    const { town, ana, accounts } = outbox;
    const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
      town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
    const opened = (citizenName: string, address: string) =>
      as((tx) => openCase(tx, ana, { subject: 'Appel', citizenName, address }));
    const intoId = await opened('Irène Delatte', '+33639981311');
    const fromId = await opened('Paulette Hamelin', '+33639981312');
    await as((tx) => mergeCase(tx, ana, { fromId, intoId }));
    const { routes } = await replyRoutesFor({ reader: town.database, who: ana, accounts }, intoId);
    const ofAccount = routes.filter(({ channelAccountId }) => channelAccountId === account.id);
    // Each is used by its holder alone.
    expect(ofAccount).toMatchObject([
      { to: { value: '+33639981311', name: 'Irène Delatte' }, alsoUsedBy: [] },
      { to: { value: '+33639981312', name: 'Paulette Hamelin' }, alsoUsedBy: [] },
    ]);
  });

  it('is who else uses the address, of those whom the agent may know, and only while that is so', async () => {
    const phone = '+33639981321';
    const { town, accounts } = outbox;
    const [caseId] = await receive(
      town,
      account,
      from('phone', phone, { body: 'Pour mon fils', name: 'Odile Renard' }),
    );
    const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
      town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
    const usersFor = async (who: Principal, id: string) => {
      const { routes } = await replyRoutesFor({ reader: town.database, who, accounts }, id);
      return routes
        .filter(({ channelAccountId, to }) => channelAccountId === account.id && to.value === phone)
        .map(({ alsoUsedBy }) => alsoUsedBy);
    };
    expect(await usersFor(outbox.ana, caseId!)).toEqual([[]]);

    // Another message from the same number is of somebody else.
    const [sonsId] = await receive(town, { ...account, conversation: false }, from('phone', phone, { body: 'Mon stage' })); // prettier-ignore
    const son = await as(outbox.ana, (tx) => openCase(tx, outbox.ana, { subject: 'Appel', citizenName: 'Léo Renard' }));
    const [{ citizenId }] = (await town.database.query<{ citizenId: string }>(
      `select citizen_id as "citizenId" from cases where id = $1`,
      [son],
    )) as [{ citizenId: string }];
    await as(outbox.ana, (tx) => setCitizen(tx, outbox.ana, { caseId: sonsId!, wanted: { citizenId } }));
    expect(await usersFor(outbox.ana, caseId!)).toEqual([['Léo Renard']]);
    expect(await usersFor(outbox.ana, sonsId!)).toEqual([['Odile Renard']]);

    // In Bob's team the number has called as well; what Ana's team knows is not for him.
    const own = await as(bob, (tx) =>
      openCase(tx, bob, { subject: 'Appel', citizenName: 'Nora Petit', address: phone }),
    );
    expect(await usersFor(bob, own)).toEqual([[]]);
  });

  it('lead to whoever wrote last in the case, though the other of a merge has written in another one since', async () => {
    const { town, ana, accounts, team } = outbox;
    const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
      town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
    const mailbox = await town.mailbox(team);
    accounts.invalidate();
    const [marie, paul] = ['marie@citizen.test', 'paul@citizen.test'];
    const write = async (address: string) =>
      (await receive(town, mailbox, from('email', address, { body: 'Bonjour' })))[0]!;
    const toWhom = async (id: string) => {
      const { routes } = await replyRoutesFor({ reader: town.database, who: ana, accounts }, id);
      const detail = await caseDetail(town.database, ana, { id });
      return [routes[0]?.to.value, detail.replyTo?.to];
    };
    const fromId = await write(marie);
    const intoId = await write(paul);
    await as((tx) => mergeCase(tx, ana, { fromId, intoId }));
    expect(await toWhom(intoId)).toEqual([paul, [paul]]);
    const other = await write(marie);
    expect(other).not.toBe(intoId);
    expect(await toWhom(intoId)).toEqual([paul, [paul]]);
    expect(await toWhom(other)).toEqual([marie, [marie]]);
  });

  it('of an address that is typed, they tell nothing of cases that are hidden from who typed it', async () => {
    const phone = '+33639981302';
    await failedIn(phone);
    const typed: Handle = { type: 'phone', value: phone, verified: false };
    const shared = (await outbox.accounts.byId(account.id))!;
    const routesFor = async (who: Principal) =>
      (await replyRoutesToTyped({ reader: outbox.town.database, who }, shared, [typed])).map((one) => [
        one.state,
        one.lastUsedAt,
      ]);
    expect(await routesFor(outbox.ana)).toEqual([['warned', expect.any(String)]]);
    expect(await routesFor(bob)).toEqual([['ready', null]]);
  });
});
