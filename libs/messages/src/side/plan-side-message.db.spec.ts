import { randomUUIDv7 } from 'node:crypto';
import { mergeCase } from '@guichet/cases';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail } from '../../../../test/support/test-town.js';
import { planSideConversation, planSideMessage } from './plan-side-message.js';
import { startSideConversation } from './start-side-conversation.js';

let outbox: Outbox;
let account: Intake;

beforeAll(async () => {
  outbox = await Outbox.open();
  const outbound = { host: '127.0.0.1', port: 9, secure: false };
  const config = { address: 'contact@town.test', inbound: { smtp: true }, undoSeconds: 0, outbound };
  account = { id: await outbox.connect('email', config), kind: 'email', teamId: outbox.team };
});
afterAll(() => outbox?.close());

const content = { text: 'Quand ?', attachmentIds: [], forwardedIds: [], acknowledged: [] };
const context = () => {
  const { town, ana, accounts } = outbox;
  return { reader: town.database, who: ana, accounts, fileTexts: town.fileTexts };
};

/** A case about which somebody was asked. */
async function askedAbout() {
  const { town, ana, as } = outbox;
  const [opened] = await receive(town, account, mail(`${randomUUIDv7().slice(-8)}@citizen.test`));
  const caseId = opened!;
  const wanted = { ...content, to: ['atelier@durand.test'], subject: 'Fuite', quote: { what: 'nothing' } } as const;
  const plan = await planSideConversation(context(), caseId, {
    ...{ ...wanted, to: [...wanted.to] },
    acknowledged: ['other-citizen-copied:atelier@durand.test'],
  });
  return {
    caseId,
    sideId: await as((tx) => startSideConversation({ tx, who: ana, keyring: town.keyring }, caseId, plan)),
  };
}

const merge = (fromId: string, intoId: string) =>
  outbox.as((tx) => mergeCase(tx, outbox.ana, { fromId, intoId, reason: 'Même panne' }));

describe('a further message of a side conversation', () => {
  // Threats: A007.
  it('is planned in the case of the conversation alone, and in the one into which that was merged', async () => {
    const [asked, other] = [await askedAbout(), await askedAbout()];
    const inOther = () => planSideMessage(context(), { caseId: other.caseId, sideId: asked.sideId }, content);
    await expect(inOther()).rejects.toMatchObject({ code: 'not-found' });
    await merge(asked.caseId, other.caseId);
    expect(await inOther()).toMatchObject({ subject: 'Fuite', to: [{ value: 'atelier@durand.test' }] });
  });

  // Threats: A007.
  it('is checked with the files of the case in which it was started, as they may be sent on', async () => {
    const [asked, other] = [await askedAbout(), await askedAbout()];
    const fileId = randomUUIDv7();
    await outbox.town.database.execute(
      `insert into attachment (id, name, type, size, inline, state, source, case_id, created_at)
       values ($1, 'Numéro 1 85 05 78 006 084 91.txt', 'text/plain', 1, false, 'ready', 'received', $2, now())`,
      [fileId, asked.caseId],
    );
    await merge(asked.caseId, other.caseId);
    const ref = { caseId: other.caseId, sideId: asked.sideId };
    await expect(planSideMessage(context(), ref, { ...content, forwardedIds: [fileId] })).rejects.toMatchObject({
      more: { data: { findings: [{ code: 'sensitive-number' }] } },
    });
  });
});
