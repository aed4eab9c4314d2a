import { randomUUID } from 'node:crypto';
import type { CaseDetail, Citizen, Entry, MessageEntry, MoveDone, Page, Timeline } from '@guichet/contracts';
import type { Cases, MatrixTown, Things } from './matrix-shapes.js';

/** A mail with a file. */
const mailOf = (word: string): string =>
  [
    ...['From: b@citizen.test', 'To: c@town.test', `Subject: ${word}`, 'Content-Type: multipart/mixed; boundary=b', ''],
    ...['--b', 'Content-Type: text/plain', '', word],
    ...['--b', 'Content-Type: text/plain', 'Content-Disposition: attachment; filename=a.txt', '', word, '--b--', ''],
  ].join('\r\n');

const invitation = (to: string, from: string): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'METHOD:REQUEST', 'BEGIN:VEVENT', `UID:${from}`, 'SEQUENCE:0'],
    ...['DTSTAMP:20270101T090000Z', 'DTSTART:20270110T090000Z', 'DTEND:20270110T100000Z', 'SUMMARY:Visite'],
    ...[`ORGANIZER:mailto:${from}`, `ATTENDEE;RSVP=TRUE:mailto:${to}`, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');

/** A case that came by mail, with a file, a note that was split off, a reply that waits, and a citizen who was merged. */
export async function writeThings(
  { root, product, ofTeam, imageUrl }: Pick<MatrixTown, 'root' | 'product' | 'ofTeam'> & { imageUrl: string },
  word: string,
): Promise<[Things, Cases]> {
  const address = `${word}@citizen.test`;
  await product.mail({
    from: { name: `Citoyen ${word}`, address },
    to: `${ofTeam.word}@town.test`,
    ...{ subject: `Objet ${word}`, text: `Bonjour, c’est ${word}.` },
    html: `<p>Bonjour, c’est ${word}.</p><img src="${imageUrl}">`,
    icalEvent: { method: 'REQUEST', content: invitation(`${ofTeam.word}@town.test`, address) },
    attachments: [{ filename: `${word}.eml`, content: mailOf(word), contentType: 'message/rfc822' }],
  });
  await product.processed();
  const { items } = await root.get<Page<CaseDetail>>(`/cases?status=any&q=${word}`);
  const item = await root.get<CaseDetail>(`/cases/${items[0]!.id}`);
  const path = `/cases/${item.id}`;
  const [mail] = (await root.get<Timeline>(`${path}/timeline?limit=50`)).items.filter(({ kind }) => kind === 'message');
  const uncertain = await writeUncertain(product, mail!.id);
  const addNote = () => root.post<Entry>(`${path}/notes`, { text: `Note ${word}` });
  const { moveId, intoId } = await root.post<MoveDone>(`${path}/split`, { entryIds: [(await addNote()).id] });
  await root.patch(path, { tags: [word] });
  const sendAt = new Date(Date.now() + 86_400_000).toISOString();
  const reply = await root.post<Entry>(`${path}/messages`, { text: `Réponse ${word}`, sendAt });
  const blocked = await root.post<{ id: string }>('/blocked-senders', { value: address, caseId: item.id });
  const [people, cases] = await writePeople({ root, product }, { citizen: item.citizen!.id, teamId: ofTeam.team });
  const writersWord = word.replace('zq', 'zqw');
  const [{ writer, known }, casesOfWriter] = await writeWriter({ root, product, ofTeam }, writersWord);
  const attachment = (mail as MessageEntry).attachments.find(({ name }) => name.endsWith('.eml'))!.id;
  const [lockedFile, { id: note }, side] = [randomUUID(), await addNote(), await writeSide(product, item.id, word)];
  const { steps } = await root.post<CaseDetail>(`${path}/steps`, { label: word });
  const letter = await writeLetter({ root, product }, { path, sendAt, word });
  await root.call('PUT', `${path}/draft`, { body: { text: `Brouillon ${word}` } });
  await root.post(`${path}/shared-draft`, {});
  await product.sql.execute(
    `insert into attachment select (jsonb_populate_record(a, jsonb_build_object('id', $2::text, 'entry_id', $3::text, 'state', 'locked'))).* from attachment a where id = $1`,
    [attachment, lockedFile, note],
  );
  const things = {
    ...{
      case: item.id,
      reference: item.reference,
      word,
      entry: mail!.id,
      reply: reply.id,
      note,
      uncertain,
      step: steps.at(-1)!.id,
    },
    ...{
      attachment,
      lockedFile,
      side,
      letter,
      move: moveId,
      address,
      blockedSender: blocked.id,
    },
    ...{ writer, writersAddress: known, writersWord, emergency: randomUUID() },
  };
  return [{ ...things, ...people }, [item.id, intoId, ...cases, ...casesOfWriter]];
}

/** A mail once more, of which it is not certain who wrote it. */
async function writeUncertain({ sql }: MatrixTown['product'], mailId: string): Promise<string> {
  const id = randomUUID();
  await sql.execute(
    `with placed as (
       update cases set last_position = last_position + 1 where id = (select case_id from timeline_entry where id = $1) returning last_position as position)
     insert into timeline_entry select (jsonb_populate_record(e, jsonb_build_object('id', $2::text, 'position', placed.position,
       'data', e.data || '{"flags": ["sender-uncertain"], "attachments": []}'))).* from timeline_entry e, placed where e.id = $1`,
    [mailId, id],
  );
  return id;
}

/** A reply that waits to be printed. No such account is asked for: what counts is where it stands. */
async function writeLetter(
  { root, product: { sql, blobs } }: Pick<MatrixTown, 'root' | 'product'>,
  { path, sendAt, word }: { path: string; sendAt: string; word: string },
): Promise<string> {
  const { id } = await root.post<Entry>(`${path}/messages`, { text: `Lettre ${word}`, sendAt });
  const { digest } = await blobs.put(Buffer.from(`%PDF-1.7 ${word}`));
  await sql.execute(
    `with printed as (update delivery set state = 'to-print' where entry_id = $1 returning entry_id)
     insert into kept_letter (entry_id, digest, pages, reference, made_at) select entry_id, $2, 1, $3, '2026-01-01' from printed`,
    [id, digest, word],
  );
  // The print has the id of its letter.
  await sql.execute(
    `insert into letter_print (id, position, entry_id, printed_at, printed_by_id, printed_by_name)
     select $1, 0, $1, '2026-01-01', id, name from agent order by id limit 1`,
    [id],
  );
  return id;
}

/** That somebody else was asked about a case, and that its request was passed on to them. Nothing is sent; the message has the id of the conversation. */
async function writeSide({ sql }: MatrixTown['product'], caseId: string, word: string): Promise<string> {
  const id = randomUUID();
  const recipients = JSON.stringify([{ type: 'email', value: `${word}@durand.test`, verified: false }]);
  await sql.execute(
    `insert into side_conversation (id, case_id, channel_account_id, subject, recipients, state, since, started_by_id, started_by, started_at)
     select $1, c.id, c.channel_account_id, $3, $4::jsonb, 'waiting', now(), a.id, a.name, now()
     from cases c cross join lateral (select id, name from agent order by id limit 1) a where c.id = $2`,
    [id, caseId, word, recipients],
  );
  await sql.execute(
    `insert into side_message (id, conversation_id, direction, external_id, author, at, data)
     select s.id, s.id, 'out', s.id::text, s.started_by, s.started_at, jsonb_build_object('segments', '[]'::jsonb, 'from', null, 'to', s.recipients,
       'cc', '[]'::jsonb, 'subject', s.subject, 'attachments', '[]'::jsonb, 'flags', '[]'::jsonb) from side_conversation s where s.id = $1`,
    [id],
  );
  await sql.execute(
    `with passed as (
       insert into transmission (id, case_id, authority, contact, passed_on, side_conversation_id, notice_entry_id, closes, position, by_id, by, at)
       select s.id, s.case_id, s.subject, '', now(), s.id, (select e.id from timeline_entry e where e.case_id = s.case_id limit 1), false, 1,
         s.started_by_id, s.started_by, now() from side_conversation s where s.id = $1)
     insert into delivery (entry_id, side_conversation_id, case_id, channel_account_id, state, due_at, changed_at)
     select s.id, s.id, s.case_id, s.channel_account_id, 'sent', now(), now() from side_conversation s where s.id = $1`,
    [id],
  );
  return id;
}

/** Somebody who has written, and is known by their addresses there alone, with who else they may be, are not, or are now; and those cases. */
async function writeWriter(
  { root, product, ofTeam }: Pick<MatrixTown, 'root' | 'product' | 'ofTeam'>,
  word: string,
): Promise<[{ writer: string; known: string }, Cases]> {
  const write = async (name: string, address: string) => {
    await product.mail({ from: { name, address }, to: `${ofTeam.word}@town.test`, subject: `Objet ${word}`, text: `C’est ${word}.` }); // prettier-ignore
    await product.processed();
    const { items } = await root.get<Page<CaseDetail>>(`/cases?status=any&q=${address}`);
    return { case: items[0]!.id, citizen: items[0]!.citizen!.id };
  };
  const writer = await write('Camille Martin', `${word}@citizen.test`);
  const namesake = await write('Camille Martin', `autre.${word}@citizen.test`);
  const [other, former] = [await write('Dominique', `autrui.${word}@citizen.test`), await write('Claude', `jadis.${word}@citizen.test`)]; // prettier-ignore
  const path = `/citizens/${writer.citizen}`;
  await root.post(`${path}/handles`, { address: `second.${word}@citizen.test`, note: word, caseId: writer.case });
  await root.post(`${path}/distinct`, { otherId: other.citizen });
  await root.post(`/citizens/${former.citizen}/merge`, { intoId: writer.citizen, reason: word });
  // Others know this address of theirs, but not that they wrote from it, nor what was said of it.
  const known = `commun-${randomUUID().slice(0, 8)}@citizen.test`;
  await root.post(`${path}/handles`, { address: known, note: word, caseId: writer.case });
  const second = await write('Camille Martin', known);
  return [{ writer: writer.citizen, known }, [writer.case, namesake.case, other.case, former.case, second.case]];
}

/** Somebody who is part of the citizen now, and somebody else; each with a case. */
async function writePeople(
  { root, product }: Pick<MatrixTown, 'root' | 'product'>,
  { citizen, teamId }: { citizen: string; teamId: string },
): Promise<[Pick<Things, 'citizen' | 'handle' | 'citizenMerge' | 'namesake'>, Cases]> {
  const open = () => root.post<CaseDetail>('/cases', { subject: 'Sans suite', teamId, citizenName: 'Homonyme' });
  const [merged, other] = [await open(), await open()];
  await root.post(`/citizens/${merged.citizen!.id}/merge`, { intoId: citizen, reason: 'La même.' });
  const [merge] = await product.sql.query<{ id: string }>(`select id from citizen_merge order by id desc limit 1`);
  const { handles } = await root.get<Citizen>(`/citizens/${citizen}`);
  const people = { citizen, handle: handles[0]!.id, citizenMerge: merge!.id, namesake: other.citizen!.id };
  return [people, [merged.id, other.id]];
}
