import { grantOfWord, type Principal } from '@guichet/access';
import { PostContact } from '@guichet/contracts';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { openCaseByContact } from './record-call-visit-or-letter.js';

let town: TestTown;
let ana: Principal;
beforeAll(async () => {
  town = await TestTown.build();
  ana = await town.agent('Ana', [await town.team('Accueil')]);
});
afterAll(() => town.close());

const call = PostContact.parse({ channel: 'phone', text: 'A appelé.', address: 'zoe@citizen.test' });
const open = (who: Principal, wanted: { subject: string; teamId?: string }) =>
  town.database
    .write({ kind: 'agent', id: who.id, name: who.name }, (tx) => openCaseByContact(tx, who, { ...call, ...wanted }))
    .then(
      () => 'opened',
      (error: { code?: string }) => error.code,
    );

describe('a case that is opened with a call', () => {
  it('is opened where one may write what was said, and not where one may only open cases', async () => {
    const elsewhere = await town.team('Voirie');
    const opens = { ...grantOfWord('agent'), permissions: ['case.read', 'case.create'] as const };
    const opener: Principal = { ...ana, grants: [opens] };
    const both: Principal = { ...ana, grants: [grantOfWord('agent'), { ...opens, reach: 'all-teams' }] };
    expect(await open(opener, { subject: 'Sans droit' })).toBe('not-permitted');
    expect(await open(both, { subject: 'Sans droit ici', teamId: elsewhere })).toBe('not-found');
    expect(await open(both, { subject: 'Avec droit' })).toBe('opened');
    // Nothing is left of what was refused.
    const subjects = await town.database.query<{ subject: string }>(`select subject from cases`);
    expect(subjects).toEqual([{ subject: 'Avec droit' }]);
  });
});

describe('a call of somebody who is known', () => {
  it('is replied to by mail or telephone, also where they have written by a chat since', async () => {
    const team = ana.teamIds[0]!;
    const mailbox = await town.mailbox(team);
    const [mailed] = await receive(town, mailbox, from('email', 'lea@citizen.test', { body: 'Bonjour' }));
    const [chatted] = await receive(town, mailbox, from('visitor', 'visitor:lea', { body: 'Encore moi' }));
    const [known] = await town.database.query<{ id: string }>(`select citizen_id as id from cases where id = $1`, [
      mailed,
    ]);
    await town.database.execute(`update cases set citizen_id = $1 where id = $2`, [known!.id, chatted]);
    await town.database.execute(`update handle set citizen_id = $1 where value = 'visitor:lea'`, [known!.id]);
    const contact = {
      channel: 'phone',
      direction: 'in',
      text: 'A appelé.',
      subject: 'Appel',
      citizenId: known!.id,
    } as const;
    const caseId = await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
      openCaseByContact(tx, ana, { ...contact, attachmentIds: [] }),
    );
    const participants = await town.database.query<{ value: string }>(
      `select h.value from case_participant p join handle h on h.id = p.handle_id where p.case_id = $1`,
      [caseId],
    );
    expect(participants).toEqual([{ value: 'lea@citizen.test' }]);
  });
});
