import { findOrphans } from './find-orphans.js';
import { receive } from './receive-messages.js';
import { mail, TestTown } from './test-town.js';

let town: TestTown;

beforeEach(async () => {
  town = await TestTown.build();
});
afterEach(() => town.close());

describe('references without a foreign key', () => {
  it('have their parents after messages, and each that is lost is found', async () => {
    const team = await town.team('Accueil');
    const mailbox = await town.mailbox(team);
    const question = mail('zoe@citizen.test');
    await receive(town, mailbox, question, mail('paul@citizen.test'));
    await receive(town, mailbox, mail('zoe@citizen.test', { threadKeys: [`ref:${question.externalId}`] }));
    expect(await town.database.query(`select 1 from message`)).toHaveLength(3);
    expect(await findOrphans(town.database.query)).toEqual([]);

    // As nothing in the product can: without triggers and the foreign keys that are left.
    await town.database.execute(
      `do $$ begin
         set local session_replication_role = replica;
         delete from cases where id <> (select id from cases limit 1); update cases set team_id = gen_random_uuid(); delete from timeline_entry; delete from envelope; delete from handle; delete from citizen; delete from team; delete from channel_account;
         insert into citizen (id, name, root_id) values (gen_random_uuid(), 'Zoé', gen_random_uuid());
         insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, total_seconds, as_of, ended_at)
           values (gen_random_uuid(), gen_random_uuid(), 'resolution', 1, 'done', '{}', 'All', gen_random_uuid(), now(), 9, now(), now());
         insert into metric_point select gen_random_uuid(), 'opened', 1, now(), gen_random_uuid(), 'email', gen_random_uuid(), gen_random_uuid(), 1;
       end $$`,
    );
    const columns = (await findOrphans(town.database.query)).map((orphan) => orphan.split(' ')[0]!);
    expect([...new Set(columns)]).toEqual([
      ...[
        'case_participant.case_id',
        'case_participant.handle_id',
        'cases.channel_account_id',
        'citizen.root_id',
        'entry_words.case_id',
        'entry_words.entry_id',
        'entry_words.team_id',
        'entry_words.team_id(cases)',
        'handle_evidence.citizen_id',
      ],
      ...['handle_evidence.handle_id', 'message.case_id', 'message.channel_account_id', 'message.entry_id'],
      ...['message.envelope_id', 'message.handle_id'],
      ...['metric_point.case_id', 'sla_timer.case_id', 'sla_timer.team_id'],
    ]);
  });
});
