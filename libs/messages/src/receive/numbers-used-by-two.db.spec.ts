import type { Principal } from '@guichet/access';
import type { InboundMessage } from '@guichet/channels';
import { OpenByContact } from '@guichet/contracts';
import type { Twilio } from '../../../../test/providers/twilio.js';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { smsOutbox } from '../../../../test/support/sms-outbox.js';
import { openCaseByContact } from './record-call-visit-or-letter.js';

let outbox: Outbox;
let twilio: Twilio;
let texts: Intake;
let mailbox: Intake;
let used = 0;

beforeAll(async () => {
  let sms: string;
  ({ outbox, twilio, sms } = await smsOutbox());
  texts = { id: sms, kind: 'sms', teamId: outbox.team, conversation: true };
  mailbox = await outbox.town.mailbox(outbox.team);
});
afterAll(async () => {
  await outbox?.close();
  await twilio?.close();
});

const newNumber = () => `+3363998${String((used += 1)).padStart(4, '0')}`;
const called = (who: Principal, wanted: Partial<OpenByContact>) =>
  outbox.town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    openCaseByContact(
      tx,
      who,
      OpenByContact.parse({ channel: 'phone', text: 'A appelé.', subject: 'Appel', meant: 'named', ...wanted }),
    ),
  );
const texted = async (number: string, changes: Partial<InboundMessage> = {}) =>
  (await receive(outbox.town, texts, from('phone', number, { subject: '', ...changes })))[0]!;
const naming = async (caseId: string) => ({ threadKeys: [`hint:${(await outbox.caseOf(caseId)).reference}`] });
const answered = (caseId: string, number: string) =>
  outbox.answer(caseId, { channelAccountId: texts.id, to: number, text: 'Votre dossier avance.' });

describe('a text message that names a case', () => {
  it('goes to that case before the conversation, from a number that takes part in it', async () => {
    const number = newNumber();
    const named = await called(outbox.ana, { citizenName: 'Camille Kermarec', address: number });
    const later = await called(outbox.ana, { citizenName: 'Camille Kermarec', address: number });
    await answered(later, number);
    expect(await texted(number)).toBe(later);
    expect(await texted(number, await naming(named))).toBe(named);
    // The conversation goes on there.
    expect(await texted(number)).toBe(named);
  });

  it('goes to the case of the owner of the number, who has not written by it there yet', async () => {
    const number = newNumber();
    const first = await texted(number);
    const { citizen } = await outbox.caseOf(first);
    const named = await called(outbox.ana, { citizenId: citizen!.id, channel: 'counter' });
    await outbox.town.database.execute(`delete from case_participant where case_id = $1`, [named]);
    expect(await texted(number, await naming(named))).toBe(named);
    expect((await outbox.caseOf(named)).participants).toMatchObject([{ value: number }]);
  });

  // Threats: A007, A008.
  it('enters no case with which its number has nothing to do, and stays where the conversation is', async () => {
    const [number, other] = [newNumber(), newNumber()];
    const own = await texted(number);
    const foreign = await called(outbox.ana, { citizenName: 'Paul Durand', address: other });
    const { lastPosition } = await outbox.caseOf(foreign);
    expect(await texted(number, await naming(foreign))).toBe(own);
    const opened = await texted(newNumber(), await naming(foreign));
    expect([own, foreign]).not.toContain(opened);
    expect(await outbox.caseOf(foreign)).toMatchObject({ lastPosition });
    expect((await outbox.caseOf(opened)).links).toMatchObject([{ caseId: foreign, reason: 'names-reference' }]);
  });

  it('is in this no way for a mail, whose sender may be anybody', async () => {
    const [first] = await receive(outbox.town, mailbox, from('email', 'camille@citizen.test'));
    const [second] = await receive(outbox.town, mailbox, from('email', 'camille@citizen.test', await naming(first!)));
    expect(second).not.toBe(first);
  });
});
