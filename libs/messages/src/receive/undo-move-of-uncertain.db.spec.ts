import { mergeCase, moveEntries, undoMove } from '@guichet/cases';
import { newId } from '@guichet/platform';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { openTextsAndMails, type TextsAndMails } from '../../../../test/support/texts-and-mails.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';

let desk: TextsAndMails;
let { outbox, texts, mailbox, called, texted } = {} as TextsAndMails;
let used = 0;

beforeAll(async () => {
  desk = await openTextsAndMails();
  ({ outbox, texts, mailbox, called, texted } = desk);
});
afterAll(() => desk?.close());

/** Camille's number is used by Basile, too, who was answered by it; a text from it has named Camille's case, which she has by mail. */
const cameApart = async () => {
  const number = `+3363997${String((used += 1)).padStart(4, '0')}`;
  const mail = `camille.${used}@citizen.test`;
  const ofOwner = await called({ citizenName: 'Camille Kermarec', address: number });
  const ofOther = await called({ citizenName: 'Basile Le Goff', address: number });
  const { citizen } = await outbox.caseOf(ofOwner);
  const byMail = (await receive(outbox.town, mailbox, from('email', mail)))[0]!;
  await outbox.town.database.execute(`update cases set citizen_id = $2 where id = $1`, [byMail, citizen!.id]);
  await outbox.answer(ofOther, { channelAccountId: texts.id, to: number, text: 'Votre dossier avance.' });
  const naming = { threadKeys: [`hint:${(await outbox.caseOf(byMail)).reference}`] };
  expect(await texted(number, naming)).toBe(byMail);
  const { items } = await outbox.timeline(byMail);
  return { number, mail, ofOther, byMail, entryId: items.findLast(({ kind }) => kind === 'message')!.id };
};

/** Who takes part in a case, and by what its next reply goes to whom. */
const answeredIn = async (id: string) => {
  const { replyTo, participants } = await outbox.caseOf(id);
  const context = { reader: outbox.town.database, who: outbox.ana, accounts: outbox.accounts };
  const { routes } = await replyRoutesFor(context, id);
  const { channel, to } = replyTo!;
  return { participants: participants.map(({ value }) => value), channel, to, first: routes[0]!.channel };
};
const onlyByMail = (mail: string) => ({ participants: [mail], channel: 'email', to: [mail], first: 'email' });

const moved = (entryIds: string[], fromId: string, intoId: string) =>
  outbox.as((tx) => moveEntries(tx, outbox.ana, { fromId, wanted: { entryIds, intoId } }));
const merged = (fromId: string, intoId: string) => outbox.as((tx) => mergeCase(tx, outbox.ana, { fromId, intoId }));
const undone = (caseId: string, moveId: string) => outbox.as((tx) => undoMove(tx, outbox.ana, { caseId, moveId }));

// Threats: A018.
describe('a text of nobody for certain in a case in which its number takes no part', () => {
  it('makes the number no way to reply there when its move to the case of the number is undone', async () => {
    const { number, mail, ofOther, byMail, entryId } = await cameApart();
    expect(await answeredIn(byMail)).toEqual(onlyByMail(mail));
    const { moveId } = await moved([entryId], byMail, ofOther);
    expect(await answeredIn(ofOther)).toMatchObject({ participants: [number], channel: 'sms', to: [number] });
    await undone(byMail, moveId);
    expect(await answeredIn(byMail)).toEqual(onlyByMail(mail));
  });

  it('makes it none when the merge of its case is undone', async () => {
    const { mail, ofOther, byMail } = await cameApart();
    const { moveId } = await merged(byMail, ofOther);
    await undone(byMail, moveId);
    expect(await answeredIn(byMail)).toEqual(onlyByMail(mail));
  });

  it('makes it none when the case of the number was merged into its case and is apart again', async () => {
    const { mail, ofOther, byMail } = await cameApart();
    const { moveId } = await merged(ofOther, byMail);
    await undone(byMail, moveId);
    expect(await answeredIn(byMail)).toEqual(onlyByMail(mail));
  });

  it('makes it one in another case to which an agent moves it, until that is undone, and where that is merged', async () => {
    const [third, fourth] = await receive(
      outbox.town,
      mailbox,
      from('email', 'third@citizen.test'),
      from('email', 'fourth@citizen.test'),
    );
    const { number, byMail, entryId } = await cameApart();
    const { moveId } = await moved([entryId], byMail, third!);
    const bySms = { channel: 'sms', to: [number], first: 'sms' };
    expect(await answeredIn(third!)).toMatchObject({ participants: expect.arrayContaining([number]), ...bySms });
    const { moveId: merge } = await merged(third!, fourth!);
    expect(await answeredIn(fourth!)).toMatchObject({ participants: expect.arrayContaining([number]), ...bySms });
    await undone(fourth!, merge);
    await undone(third!, moveId);
    expect(await answeredIn(third!)).toEqual(onlyByMail('third@citizen.test'));
    expect(await answeredIn(fourth!)).toEqual(onlyByMail('fourth@citizen.test'));
  });

  it('makes it none in a case into which its own was merged, once that of the number is apart again', async () => {
    const { mail, ofOther, byMail } = await cameApart();
    const into = (await receive(outbox.town, mailbox, from('email', mail)))[0]!;
    await merged(byMail, into);
    expect(await answeredIn(into)).toEqual(onlyByMail(mail));
    const { moveId } = await merged(ofOther, into);
    await undone(into, moveId);
    expect(await answeredIn(into)).toEqual(onlyByMail(mail));
  });

  it('is shown as it was, and does not say how it came', async () => {
    const { byMail, entryId } = await cameApart();
    const shown = (await outbox.timeline(byMail)).items.find(({ id }) => id === entryId);
    expect(shown).toMatchObject({ flags: ['sender-uncertain'] });
    expect(shown).not.toHaveProperty('senderApart');
  });

  it('is known by who takes part where it was kept before it was noted how it came', async () => {
    const { number, mail, ofOther, byMail, entryId } = await cameApart();
    const older = newId();
    await outbox.town.database.execute(
      `with kept as (
         insert into timeline_entry select (jsonb_populate_record(e, jsonb_build_object('id', $2::uuid, 'position', e.position + 1,
           'data', e.data - 'senderApart'))).* from timeline_entry e where e.id = $1),
       message as (
         insert into message select (jsonb_populate_record(m, jsonb_build_object('entry_id', $2::uuid, 'external_id', $2::text))).*
         from message m where m.entry_id = $1)
       update cases set last_position = last_position + 1 where id = $3`,
      [entryId, older, byMail],
    );
    expect(await answeredIn(byMail)).toEqual(onlyByMail(mail));
    await moved([older], byMail, ofOther);
    expect(await answeredIn(ofOther)).toMatchObject({ participants: [number], to: [number] });
  });
});
