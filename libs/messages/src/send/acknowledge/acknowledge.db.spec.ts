import { createCaseType, updateCase } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import { Case } from '@guichet/database';
import { newId } from '@guichet/platform';
import { withdrawTemplate } from '@guichet/templates';
import { Twilio } from '../../../../../test/providers/twilio.js';
import { AcknowledgingTown, AROUND_THE_CLOCK } from '../../../../../test/support/acknowledging-town.js';
import { from, receive, type Intake } from '../../../../../test/support/receive-messages.js';
import { mail } from '../../../../../test/support/test-town.js';
import { listAcknowledgements } from '../../accounts/acknowledgement-settings.js';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
/** The hours of a team that is closed on all days but one, which is some days ahead. */
const CLOSED = {
  ...{ timeZone: 'Europe/Paris', territory: null, exceptions: [] },
  week: {
    ...{ mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
    [DAYS[(new Date().getDay() + 4) % 7]!]: [{ from: '09:00', to: '10:00' }],
  },
};
const FORGED = {
  ...{ verdict: 'failed', domain: 'citizen.test', source: 'checked', warnings: [] },
  ...{ spf: 'fail', dkim: 'none', dmarc: 'fail', arc: 'none' },
} satisfies InboundMessage['authentication'];
let town: AcknowledgingTown;

beforeAll(async () => {
  town = await AcknowledgingTown.open();
  await town.save();
});
afterAll(() => town?.close());

const receiveMail = async (...messages: ReturnType<typeof mail>[]) =>
  receive(town.outbox.town, town.mailbox, ...messages);
const statusOf = async (caseId: string) => {
  const found = await town.outbox.town.database.source.getRepository(Case).findOneByOrFail({ id: caseId });
  const { status, lastKind, lastDirection, preview, deliveryProblem, assigneeId } = found;
  return { status, lastKind, lastDirection, preview, deliveryProblem, assigneeId };
};

describe('an acknowledgement', () => {
  it('goes to the sender at once, says when their message came, and changes nothing else of the case', async () => {
    const [caseId] = await receiveMail(mail('zoe@citizen.test', { body: 'Où inscrire ma fille ?' }));
    const before = await statusOf(caseId!);
    await town.run();

    const [sent, ...more] = town.mailsTo('zoe@citizen.test');
    expect(more).toEqual([]);
    expect(sent!.envelope.from).toBe('');
    expect(sent!.headers.get('auto-submitted')).toBe('auto-replied');
    expect(sent!.headers.get('precedence')).toBe('bulk');
    expect(sent!.headers.get('x-guichet-loop')).toMatch(/^[0-9a-f-]{36}\.[a-z2-7]{16}$/);
    const [entry] = await town.acknowledgementsIn(caseId!);
    expect(entry).toMatchObject({ actor: { kind: 'system', name: 'Acknowledgement' }, delivery: { status: 'sent' } });
    expect(entry!.text).toMatch(/^Bonjour zoe,\n\nNous avons bien reçu votre message le \d+(er)? .* à \d/);
    expect(entry!.text).toContain('Réponse automatique, envoyée par notre système\nMairie\nVille de Valbourg');
    expect(await statusOf(caseId!)).toEqual(before);
  });

  it('is sent once for a message, however often the log is read and its job runs', async () => {
    const [caseId] = await receiveMail(mail('max@citizen.test'));
    await town.plan();
    const [entryId] = await town.planned();
    await town.plan();
    expect(await town.planned()).toHaveLength(1);
    await Promise.all([town.send(entryId!), town.send(entryId!)]);
    await town.send(entryId!);
    await town.run();
    expect(town.mailsTo('max@citizen.test')).toHaveLength(1);
    expect(await town.acknowledgementsIn(caseId!)).toHaveLength(1);
  });

  // Threats: L05.
  it('is one for a storm from one sender, whose cases say why the others got none', async () => {
    const storm = Array.from({ length: 300 }, (_, n) => mail('storm@citizen.test', { subject: `Alerte ${n}` }));
    const caseIds = await receiveMail(...storm);
    await town.run();
    expect(town.mailsTo('storm@citizen.test')).toHaveLength(1);
    expect(await town.acknowledgementsIn(caseIds[0]!)).toHaveLength(1);
    for (const caseId of [caseIds[1]!, caseIds.at(-1)!]) expect(await town.refusalsIn(caseId)).toEqual(['daily-limit']);
  });

  it('is not repeated within a day in its case, where nothing says so as it stands there, and is the day after', async () => {
    const first = mail('ana@citizen.test');
    const [caseId] = await receiveMail(first);
    await town.run();
    await receiveMail(mail('ana@citizen.test', { threadKeys: [`ref:${first.externalId}`] }));
    await town.run();
    expect([await town.acknowledgementsIn(caseId!), await town.refusalsIn(caseId!)]).toMatchObject([[{}], []]);
    town.outbox.pass(25 * 3600);
    await receiveMail(mail('ana@citizen.test', { threadKeys: [`ref:${first.externalId}`] }));
    await town.run();
    expect(await town.acknowledgementsIn(caseId!)).toHaveLength(2);
  });

  // Threats: L02. Each mail of such a machine is of a new address, so that no limit by address holds.
  it('ends an exchange with a machine that writes from ever new addresses', async () => {
    const mails = Array.from({ length: 30 }, (_, n) => mail(`ticket-${n}@desk.machine-test.com`));
    const caseIds = await receiveMail(...mails);
    await town.run();
    const sent = town.sink.mails.filter(({ envelope }) => envelope.to[0]!.endsWith('@desk.machine-test.com'));
    expect(sent).toHaveLength(20);
    expect(await town.refusalsIn(caseIds.at(-1)!)).toEqual(['loop']);
  });

  it('ends an exchange in one case', async () => {
    const first = mail('one@loop-a.test');
    const [caseId] = await receiveMail(first);
    await town.run();
    await town.outbox.town.database.execute(
      `insert into automatic_message (cause_id, kind, case_id, address, at) select gen_random_uuid(), 'acknowledgement', $1, 'email:x' || n, $2 from generate_series(1, 4) n`,
      [caseId, town.outbox.town.database.now],
    );
    await town.outbox.town.database.execute(`update automatic_message set address = 'email:y' where case_id = $1`, [caseId]); // prettier-ignore
    await receiveMail(mail('one@loop-a.test', { threadKeys: [`ref:${first.externalId}`] }));
    await town.run();
    expect(await town.refusalsIn(caseId!)).toEqual(['loop']);
  });

  it.each([
    ['mailing-list', mail('list@news.test', { automatic: 'bulk', unanswerable: 'mailing-list' })],
    ['own-address', mail('contact@town.test')],
    ['no-sender', mail(null)],
    ['forged', mail('victim@citizen.test', { authentication: FORGED })],
  ])('is not sent (%s), and the case says why', async (reason, message) => {
    const before = town.sink.mails.length;
    const [caseId] = await receiveMail(message);
    await town.run();
    expect(town.sink.mails).toHaveLength(before);
    expect(await town.refusalsIn(caseId!)).toEqual([reason]);
  });

  it('is not sent for what came before it was switched on, nor for what an agent takes for spam meanwhile', async () => {
    await town.save({ enabled: false });
    await receiveMail(mail('early@citizen.test'));
    town.outbox.pass(60);
    await town.save();
    const [caseId] = await receiveMail(mail('spammer@citizen.test'));
    await town.plan();
    await town.outbox.as((tx) => updateCase(tx, town.root, { id: caseId!, wanted: { status: 'spam' } }));
    await town.run();
    expect(town.mailsTo('early@citizen.test')).toEqual([]);
    expect(town.mailsTo('spammer@citizen.test')).toEqual([]);
    expect(await town.refusalsIn(caseId!)).toEqual(['spam']);
  });

  it('does not keep cases apart that a later mail proves to be one correspondence, nor show in their list', async () => {
    const [question, addition] = [mail('prover@citizen.test', { body: 'Ma question' }), mail('prover@citizen.test')];
    const [first, second] = [await receiveMail(question), await receiveMail(addition)];
    await town.run();
    const proof = mail('prover@citizen.test', {
      ...{ threadKeys: [question, addition].map(({ externalId }) => `ref:${externalId}`), body: 'Les deux' },
    });
    const [joined] = await receiveMail(proof);
    expect(joined).toBe(first[0]);
    expect(await statusOf(second[0]!)).toMatchObject({ status: 'closed' });
    expect(await town.acknowledgementsIn(joined!)).toHaveLength(1);
    expect(await statusOf(joined!)).toMatchObject({ lastDirection: 'in', preview: 'Les deux' });
  });

  it('greets nobody by a name that would be an advertisement', async () => {
    const from = {
      type: 'email',
      value: 'ad@citizen.test',
      name: 'Win at https://evil.test',
      verified: false,
    } as const;
    const [caseId] = await receiveMail(mail(null, { from }));
    await town.run();
    expect((await town.acknowledgementsIn(caseId!))[0]!.text).toMatch(/^Bonjour,\n/);
  });

  // Threats: L09.
  it('that bounces reopens nothing and is not sent again', async () => {
    const refused = 'gone@citizen.test';
    town.sink.refuseRecipient = (address) => address === refused;
    const [caseId] = await receiveMail(mail(refused));
    await town.outbox.as((tx) => updateCase(tx, town.root, { id: caseId!, wanted: { status: 'closed' } }));
    await town.run();
    expect(await town.acknowledgementsIn(caseId!)).toMatchObject([{ delivery: { status: 'failed' } }]);
    expect(await statusOf(caseId!)).toMatchObject({ status: 'closed', deliveryProblem: null });
    town.sink.refuseRecipient = null;
    await town.run();
    expect(town.mailsTo(refused)).toEqual([]);
  });
});

describe('an acknowledgement by another channel', () => {
  const US = '+33757050101';
  let twilio: Twilio;
  let sms: Intake;
  beforeAll(async () => {
    twilio = await Twilio.start();
    const credentials = { accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account' };
    twilio.connect({ ...credentials, numbers: [US], webhookUrl: null });
    twilio.receipts = 'none';
    const config = { ...credentials, from: US, apiBaseUrl: twilio.url, undoSeconds: 0 };
    const id = await town.outbox.connect('sms', config);
    sms = { id, kind: 'sms', teamId: town.outbox.team, conversation: true };
    await town.save({}, id);
  });
  afterAll(() => twilio?.close());
  const receiveSms = (number: string) =>
    receive(town.outbox.town, sms, from('phone', number, { body: 'Bonjour, vos horaires ?' }));

  it('goes back as an SMS where an SMS came, in the words for little room', async () => {
    const [caseId] = await receiveSms('+33612345678');
    await town.run();
    const [entry] = await town.acknowledgementsIn(caseId!);
    expect(entry).toMatchObject({ channel: 'sms', to: [{ value: '+33612345678' }], delivery: { status: 'sent' } });
    expect(entry!.text).toMatch(/^Votre message du .* est bien enregistré/);
    // A machine that answers it by itself gets nothing more.
    await receiveSms('+33612345678');
    await town.run();
    expect(await town.acknowledgementsIn(caseId!)).toHaveLength(1);
  });

  // Threats: L07.
  it('is not sent to a number that has said STOP', async () => {
    const [caseId] = await receiveSms('+33687654321');
    const given = { type: 'consent', from: { type: 'phone', value: '+33687654321', verified: true }, given: false, word: 'STOP', at: null } as const; // prettier-ignore
    await town.outbox.report(sms.id, given);
    await town.run();
    expect(await town.acknowledgementsIn(caseId!)).toEqual([]);
    expect(await town.refusalsIn(caseId!)).toEqual(['opted-out']);
  });

  it('is sent in a chat while the team is closed, and not while an agent answers', async () => {
    const id = await town.outbox.connect('chat', { mailAfterMinutes: 5, undoSeconds: 0 });
    const chat: Intake = { id, kind: 'chat', teamId: town.outbox.team, conversation: true };
    const closedTemplateId = town.templates.get('out-of-hours')!;
    await town.save({ templateId: null, closedTemplateId }, id);
    const visitor = (name: string) => from('visitor', `visitor:${name.padEnd(22, '0')}`);
    await town.setHours(CLOSED);
    const [closed] = await receive(town.outbox.town, chat, visitor('closed'));
    await town.run();
    await town.setHours(AROUND_THE_CLOCK);
    const [open] = await receive(town.outbox.town, chat, visitor('open'));
    await town.run();
    expect([await town.acknowledgementsIn(open!), await town.refusalsIn(open!)]).toEqual([[], []]);
    expect(await town.acknowledgementsIn(closed!)).toMatchObject([{ channel: 'chat' }]);
  });

  it('is set for no channel on which agents only record', async () => {
    const id = await town.outbox.connect('phone', {});
    await expect(town.save({}, id)).rejects.toMatchObject({ more: { errors: [{ path: 'enabled', reason: 'nothing-sent' }] } }); // prettier-ignore
    const { items } = await listAcknowledgements(town.outbox.town.database, town.root, 'fr');
    expect(items.map(({ onlyWhenClosed }) => onlyWhenClosed)).toEqual([false, false, true]);
  });
});

describe('the template of an acknowledgement', () => {
  it('is another one while the team is closed, by the hours of the case’s team', async () => {
    await town.save({ closedTemplateId: town.templates.get('out-of-hours')! });
    await town.setHours(CLOSED);
    const [caseId] = await receiveMail(mail('night@citizen.test'));
    await town.run();
    const [entry] = await town.acknowledgementsIn(caseId!);
    expect(entry!.text).toContain('Nos agents répondent de 9\u00a0h à 17\u00a0h.');
  });

  it('is that of the case type, or none', async () => {
    const [caseTypeId, silent] = await Promise.all(
      ['École', 'Secret'].map((name) =>
        town.outbox.as(async (tx) => (await createCaseType(tx, town.root, { name })).id),
      ),
    );
    const caseTypes = [
      { caseTypeId: caseTypeId!, templateId: town.templates.get('out-of-hours')! },
      { caseTypeId: silent!, templateId: null },
    ];
    await town.save({ caseTypes });
    const caseIds = await receiveMail(mail('one@types.test'), mail('two@other-types.test'));
    for (const [n, id] of [caseTypeId, silent].entries())
      await town.outbox.town.database.execute(`update cases set case_type_id = $2 where id = $1`, [caseIds[n], id]);
    await town.run();
    expect((await town.acknowledgementsIn(caseIds[0]!))[0]!.text).toContain('Nos agents répondent');
    expect(await town.acknowledgementsIn(caseIds[1]!)).toEqual([]);
    await town.save();
  });

  it('must be approved and need no agent', async () => {
    const { templates } = town;
    const refused = (wanted: Parameters<typeof town.save>[0], path: string, reason: string) =>
      expect(town.save(wanted)).rejects.toMatchObject({ more: { errors: [{ path, reason }] } });
    await refused({ templateId: newId() }, 'templateId', 'template-not-in-use');
    const needy = templates.get('request-acknowledgement')!;
    await refused({ closedTemplateId: needy }, 'closedTemplateId', 'template-not-automatic');
    await refused({ templateId: null }, 'templateId', 'value-missing');
    const caseTypes = [{ caseTypeId: newId(), templateId: null }];
    await refused({ caseTypes }, 'caseTypes.0.caseTypeId', 'no-such-case-type');
  });

  it('stops all that it would be sent by once it is withdrawn, and the account says so', async () => {
    const id = town.templates.get('acknowledgement')!;
    await town.outbox.as((tx) => withdrawTemplate(tx, town.root, { id, remark: 'Il dit trop.' }));
    const [caseId] = await receiveMail(mail('late@citizen.test'));
    await town.run();
    expect(town.mailsTo('late@citizen.test')).toEqual([]);
    expect(await town.refusalsIn(caseId!)).toEqual(['template-unusable']);
    const { items } = await listAcknowledgements(town.outbox.town.database, town.root, 'fr');
    const own = items.find(({ channelAccountId }) => channelAccountId === town.mailbox.id);
    expect(own).toMatchObject({ faults: [{ templateId: id, fault: 'withdrawn' }] });
  });
});
