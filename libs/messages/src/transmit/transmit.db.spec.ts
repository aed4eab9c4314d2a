import { saveOrganisation, type Principal } from '@guichet/access';
import {
  caseDetail,
  createCaseType,
  createChecklistStep,
  mergeCase,
  moveEntries,
  timeline,
  undoMove,
  updateCase,
} from '@guichet/cases';
import { Organisation, PostTransmission } from '@guichet/contracts';
import { seedTemplates } from '@guichet/templates';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail } from '../../../../test/support/test-town.js';
import { retrySideMessage } from '../side/retry-side-message.js';
import { lockSideDelivery, saveSideDelivery } from '../side/save-side-delivery.js';
import { planTransmission } from './plan-transmission.js';
import { previewTransmission } from './preview-transmission.js';
import { authorities } from './transmissions.queries.js';
import { transmit } from './transmit.js';

const AUTHORITY = 'guichet@prefecture.test';

let outbox: Outbox;
let root: Principal;
let sink: MailSink;
let account: Intake;
let people = 0;

beforeAll(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
  const { town } = outbox;
  await seedTemplates(town.database);
  root = await town.agent('Root', [], 'administrator');
  const facts = { name: 'Ville de Valbourg', address: '1 place de la Mairie', mail: 'contact@town.test', phone: '+33380000000', court: 'Dijon' }; // prettier-ignore
  await town.database.write({ kind: 'system', name: 'Setup' }, (tx) => saveOrganisation(tx, root, Organisation.parse(facts))); // prettier-ignore
  const config = {
    ...{ address: 'contact@town.test', inbound: { smtp: true }, undoSeconds: 30 },
    outbound: { host: '127.0.0.1', port: sink.port, secure: false },
  };
  account = { id: await outbox.connect('email', config), kind: 'email', teamId: outbox.team };
});
afterAll(async () => {
  await outbox?.close();
  await sink?.close();
});
afterEach(() => {
  sink.refuse = null;
});

/** A citizen who asks for what another administration does. */
async function asked(body = 'Je voudrais ma carte grise.') {
  people += 1;
  const message = mail(`citizen-${people}@citizen.test`, { body });
  const [caseId] = await receive(outbox.town, account, message);
  return { caseId: caseId!, message, citizen: message.from!.value };
}

const contextOf = (who: Principal = outbox.ana) => {
  const { town, accounts } = outbox;
  return { reader: town.database, who, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
};

const forward = {
  ...{ how: 'mail', to: [AUTHORITY], subject: 'Carte grise' },
  ...{ text: 'Nous vous transmettons cette demande.', quote: { what: 'history' } },
};

const wantedOf = (changes: object = {}) =>
  PostTransmission.parse({ authority: 'Préfecture du Var', contact: 'prefecture.test', forward, ...changes });

async function passOn(caseId: string, changes: object = {}, who = outbox.ana): Promise<string> {
  const wanted = wantedOf(changes);
  const plan = await planTransmission(contextOf(who), caseId, wanted);
  const { keyring } = outbox.town;
  return outbox.town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    transmit({ tx, who, keyring }, caseId, { wanted, plan, seenVersion: null }),
  );
}

const detail = (id: string) => caseDetail(outbox.town.database, outbox.ana, { id });
const activities = async (caseId: string) =>
  (await timeline(outbox.town.database, outbox.ana, { caseId, query: { limit: 100 } })).items.flatMap((entry) =>
    entry.kind === 'activity' ? [entry.activity] : [],
  );
const mailsTo = (address: string) => sink.mails.filter(({ envelope }) => envelope.to.includes(address));
/** What a mail says, as it was encoded for its way. */
const wordsOf = ({ raw }: { raw: string }) =>
  Buffer.from(raw.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString(); // prettier-ignore
const refuseFor = (address: string) => {
  sink.refuse = ({ to }) => (to.includes(address) ? { code: 550, message: '5.7.1 no' } : null);
};

describe('a request that came to the wrong administration', () => {
  it('goes to the competent one, the citizen is told of it at once, and the case is closed for that once both have left', async () => {
    const { caseId, citizen } = await asked();
    await passOn(caseId);
    expect(await detail(caseId)).toMatchObject({ status: 'waiting', transmission: { doneAt: null, notice: { status: 'queued' } } }); // prettier-ignore
    await outbox.run();

    expect(wordsOf(mailsTo(AUTHORITY).at(-1)!)).toMatch(/Nous vous transmettons cette demande\.[\s\S]*> Je voudrais ma carte grise\./); // prettier-ignore
    const notice = wordsOf(mailsTo(citizen).at(-1)!);
    expect(notice).toContain('Préfecture du Var (prefecture.test)');
    expect(notice).toContain('L. 114-2');
    const { status, transmission } = await detail(caseId);
    expect(status).toBe('closed');
    expect(transmission).toMatchObject({
      ...{ authority: 'Préfecture du Var', by: 'Ana', doneAt: expect.any(String) },
      ...{ forward: { status: 'sent' }, notice: { status: 'sent' } },
    });
    expect((await activities(caseId)).slice(-2)).toEqual([
      { type: 'transmission', what: 'done', how: 'mail', authority: 'Préfecture du Var' },
      expect.objectContaining({ type: 'status', to: 'closed', because: 'transmitted' }),
    ]);
  });

  it('is not passed on as long as the administration has not got it: the case is open, and closed once it was sent again', async () => {
    const { caseId } = await asked();
    refuseFor(AUTHORITY);
    await passOn(caseId);
    await outbox.run();
    const failed = await detail(caseId);
    expect(failed).toMatchObject({ status: 'open', transmission: { doneAt: null, forward: { status: 'failed' }, notice: { status: 'sent' } } }); // prettier-ignore
    const { sideConversationId: sideId, messageId } = failed.transmission!.forward!;

    sink.refuse = null;
    const retry = () => outbox.as((tx) => retrySideMessage(tx, outbox.ana, { caseId, sideId, messageId }));
    await retry();
    await outbox.run();
    expect(await detail(caseId)).toMatchObject({ status: 'closed', transmission: { doneAt: expect.any(String) } });
    await expect(retry()).rejects.toMatchObject({ code: 'already-sent' });
  });

  it('is not closed by it where its type requires a step that is to be done, and nothing leaves', async () => {
    const { caseId, citizen } = await asked();
    await outbox.town.database.write({ kind: 'agent', id: root.id, name: root.name }, async (tx) => {
      const { id: caseTypeId } = await createCaseType(tx, root, { name: 'Carte grise' });
      const wanted = { label: { fr: 'Vérifier', en: 'Check' }, required: true };
      await createChecklistStep(tx, root, { caseTypeId, wanted });
      await updateCase(tx, root, { id: caseId, wanted: { caseTypeId } });
    });

    await expect(passOn(caseId)).rejects.toMatchObject({ more: { reason: 'case-steps-required' } });
    await outbox.run();
    expect(mailsTo(citizen)).toEqual([]);

    await passOn(caseId, { closes: false });
    await outbox.run();
    expect(await detail(caseId)).toMatchObject({ transmission: { doneAt: expect.any(String) } });
    expect((await detail(caseId)).status).not.toBe('closed');
  });

  it('is not passed on as long as the citizen was not told', async () => {
    const { caseId, citizen } = await asked();
    refuseFor(citizen);
    await passOn(caseId);
    await outbox.run();
    const failed = await detail(caseId);
    expect(failed).toMatchObject({ status: 'open', transmission: { doneAt: null, forward: { status: 'sent' }, notice: { status: 'failed' } } }); // prettier-ignore

    sink.refuse = null;
    await outbox.retry(caseId, failed.transmission!.notice.entryId);
    await outbox.run();
    expect(await detail(caseId)).toMatchObject({ status: 'closed', transmission: { doneAt: expect.any(String) } });
  });

  it('is not passed on after all where what was sent to the administration comes back', async () => {
    const { caseId } = await asked();
    await passOn(caseId);
    await outbox.run();
    const { messageId: entryId } = (await detail(caseId)).transmission!.forward!;
    await outbox.as(async (tx) => {
      const { item, delivery } = await lockSideDelivery(tx, { entryId, caseId });
      await saveSideDelivery(tx, { item, delivery, changes: { state: 'failed', reason: 'mailbox-full' } });
    });
    expect(await detail(caseId)).toMatchObject({ status: 'open', transmission: { doneAt: null, forward: { status: 'failed' } } }); // prettier-ignore
  });

  it('waits where that was chosen, and stays open for what the citizen has written meanwhile', async () => {
    const [waiting, written] = [await asked(), await asked()];
    await passOn(waiting.caseId, { closes: false });
    await passOn(written.caseId);
    // prettier-ignore
    const more = mail(written.citizen, { threadKeys: [`ref:${written.message.externalId}`], body: 'Et mon lampadaire ?' });
    await receive(outbox.town, account, more);
    await outbox.run();
    expect(await detail(waiting.caseId)).toMatchObject({ status: 'waiting', transmission: { doneAt: expect.any(String) } }); // prettier-ignore
    expect(await detail(written.caseId)).toMatchObject({
      status: 'open',
      transmission: { doneAt: expect.any(String) },
    });
  });

  it('may be handed over otherwise: the citizen is told the day, which is not to come', async () => {
    const { caseId, citizen } = await asked();
    await passOn(caseId, { forward: { how: 'outside', on: '2026-01-05' } });
    await outbox.run();
    expect(wordsOf(mailsTo(citizen).at(-1)!)).toContain('5 janvier 2026');
    expect(await detail(caseId)).toMatchObject({ status: 'closed', transmission: { forward: null, passedOn: '2026-01-05' } }); // prettier-ignore
    await expect(passOn((await asked()).caseId, { forward: { how: 'outside', on: '2999-01-01' } })).rejects.toMatchObject({ more: { errors: [{ reason: 'still-to-come' }] } }); // prettier-ignore
  });

  it('is not passed on again while it is under way, but is where a message has come back', async () => {
    const { caseId } = await asked();
    refuseFor(AUTHORITY);
    await passOn(caseId);
    const before = await detail(caseId);
    await expect(passOn(caseId)).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'transmission-under-way' },
    });
    expect(await detail(caseId)).toEqual(before);

    await outbox.run();
    sink.refuse = null;
    const other = 'service@prefecture.test';
    await passOn(caseId, { forward: { ...forward, to: [other] } });
    await outbox.run();
    expect(mailsTo(other)).toHaveLength(1);
    expect(await detail(caseId)).toMatchObject({ status: 'closed', transmission: { doneAt: expect.any(String) } });
  });

  it('is shown, and kept from being passed on again, in the case into which its own was merged, until that is undone', async () => {
    const [from, into] = [await asked(), await asked()];
    const id = await passOn(from.caseId);
    const { moveId } = await outbox.as((tx) => mergeCase(tx, outbox.ana, { fromId: from.caseId, intoId: into.caseId, reason: 'Doublon' })); // prettier-ignore
    expect(await detail(into.caseId)).toMatchObject({ transmission: { id, doneAt: null } });
    await expect(passOn(into.caseId)).rejects.toMatchObject({ more: { reason: 'transmission-under-way' } });
    await outbox.run();
    expect(await detail(into.caseId)).toMatchObject({ transmission: { id, doneAt: expect.any(String) } });
    expect((await activities(into.caseId)).at(-1)).toMatchObject({ type: 'transmission', what: 'done' });

    await outbox.as((tx) => undoMove(tx, outbox.ana, { caseId: into.caseId, moveId }));
    expect(await detail(into.caseId)).toMatchObject({ transmission: null });
    expect(await detail(from.caseId)).toMatchObject({ transmission: { id } });
  });

  it('closes its own case, not the one to which an agent has moved the notice', async () => {
    const [own, other] = [await asked(), await asked()];
    refuseFor(own.citizen);
    await passOn(own.caseId);
    await outbox.run();
    const { entryId } = (await detail(own.caseId)).transmission!.notice;
    await outbox.as((tx) => moveEntries(tx, outbox.ana, { fromId: own.caseId, wanted: { entryIds: [entryId], intoId: other.caseId } })); // prettier-ignore

    sink.refuse = null;
    await outbox.retry(other.caseId, entryId);
    await outbox.run();
    expect(await detail(own.caseId)).toMatchObject({ status: 'closed', transmission: { doneAt: expect.any(String) } });
    expect((await activities(own.caseId)).slice(-2)).toMatchObject([{ type: 'transmission', what: 'done' }, { type: 'status', to: 'closed' }]); // prettier-ignore
    expect((await activities(other.caseId)).filter(({ type }) => type === 'transmission')).toEqual([]);
  });

  it('leaves nothing behind where one of its messages is refused', async () => {
    const { caseId, citizen } = await asked();
    const before = await detail(caseId);
    await expect(passOn(caseId, { forward: { ...forward, to: [citizen] } })).rejects.toMatchObject({ more: { errors: [{ reason: 'recipient-is-citizen' }] } }); // prettier-ignore
    expect(await detail(caseId)).toEqual(before);
  });

  it('keeps what the agent was writing', async () => {
    const { caseId } = await asked();
    await outbox.town.database.execute(
      `insert into draft (case_id, agent_id, mode, content, updated_at) values ($1, $2, 'reply', '{"text": "Bonjour"}', now())`,
      [caseId, outbox.ana.id],
    );
    await passOn(caseId);
    expect(await outbox.town.database.query(`select content from draft where case_id = $1`, [caseId])).toEqual([{ content: { text: 'Bonjour' } }]); // prettier-ignore
    await outbox.run();
  });

  it('is passed on by nobody who does not see it, and closed by nobody who may not', async () => {
    const { caseId } = await asked();
    const stranger = await outbox.town.agent('Eva', [await outbox.town.team('Eau')]);
    await expect(passOn(caseId, {}, stranger)).rejects.toMatchObject({ code: 'not-found' });
    const reader = await outbox.town.agent('Lea', [outbox.team]);
    const answers = { ...reader, grants: reader.grants.map((grant) => ({ ...grant, permissions: grant.permissions.filter((name) => name !== 'case.close') })) }; // prettier-ignore
    await expect(passOn(caseId, {}, answers)).rejects.toMatchObject({ code: 'not-permitted' });
    await passOn(caseId, { closes: false }, answers);
    await outbox.run();
  });
});

describe('the preview of a transmission', () => {
  it('shows both messages as they would be sent, and what is to be confirmed in each', async () => {
    const { caseId, citizen } = await asked('Je suis diabétique, je voudrais ma carte grise.');
    const preview = await previewTransmission(contextOf(), caseId, wantedOf());

    expect(preview.forward).toMatchObject({ channel: 'email', to: [{ value: AUTHORITY }], subject: 'Carte grise' });
    expect(preview.forward!.quoted).toContain('> Je suis diabétique');
    expect(preview.forward!.findings.map(({ code }) => code)).toEqual(['health']);
    expect(preview.notice).toMatchObject({ channel: 'email', to: [{ value: citizen }], findings: [] });
    expect(preview.notice.text).toContain('Préfecture du Var (prefecture.test)');
    expect(preview.notice.text).not.toContain('{{');

    await expect(passOn(caseId)).rejects.toMatchObject({ code: 'disclosure-check' });
    const forwardKeys = preview.forward!.findings.map(({ key }) => key);
    await passOn(caseId, { acknowledged: { forward: forwardKeys, notice: [] } });
    await outbox.run();
  });

  it('says of the notice, too, what it would tell of somebody else', async () => {
    const other = await asked();
    const { caseId } = await asked();
    const preview = await previewTransmission(contextOf(), caseId, wantedOf({ contact: other.citizen }));
    expect(preview.notice.findings.map(({ code }) => code)).toEqual(['other-person-data']);
    expect(preview.forward!.findings).toEqual([]);
  });
});

describe('the administrations to choose from', () => {
  it('are those of cases that the agent sees, each once', async () => {
    const known = await authorities(outbox.town.database, outbox.ana);
    expect(known).toEqual([{ authority: 'Préfecture du Var', contact: 'prefecture.test', to: [expect.objectContaining({ value: AUTHORITY })] }]); // prettier-ignore
    const stranger = await outbox.town.agent('Max', [await outbox.town.team('Parcs')]);
    expect(await authorities(outbox.town.database, stranger)).toEqual([]);
  });
});
