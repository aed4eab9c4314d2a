import { createAgent, createTeam, ensureAdministrator } from '@guichet/access';
import { Database, migrate } from '@guichet/database';
import { Client } from 'pg';
import { administrator } from '../support/product-process.js';

const SETUP = { kind: 'system', name: 'Setup' } as const;
/** How many teams and agents there are; `uneven`: half of all cases are of a quarter of the teams. */
export interface TownSize {
  teams: number;
  agents: number;
  uneven?: boolean;
}
const TOWN: TownSize = { teams: 20, agents: 40 };
export const agentOf = (n: number) => ({ email: `agent${n}@guichet.test`, password: administrator.password });

/**
 * Fills a database with a town: teams, agents in two teams each, and cases with a citizen and one or two messages each. Most
 * cases are closed, as in a town that has used the product for years. The last entries are spread over a year; ids are in
 * time order.
 */
export async function seed(url: string, cases: number, size = TOWN): Promise<void> {
  await migrate(url);
  await staff(url, size);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Triggers are off, because they would check a million times what the statements below ensure.
    await client.query(
      `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set synchronous_commit = off`,
    );
    await client.query(`select setseed(0.42)`);
    await client.query(`drop index entry_words_search`);
    await plan(client, cases, size);
    await fill(client);
    await client.query(
      `create index entry_words_search on entry_words using gin (search, spans_and_team_of(entry_id, team_id))`,
    );
    await client.query(`select setval('case_number', $1)`, [cases]);
    await client.query(`drop table plan, phrase`);
    await client.query(`vacuum (analyze)`);
  } finally {
    await client.end();
  }
}

/** Creates the teams and agents of the town. */
export async function staff(url: string, size = TOWN): Promise<void> {
  const database = await Database.connect(url, { poolSize: 4 });
  try {
    await ensureAdministrator(database, administrator.email, administrator.password);
    const teams: string[] = [];
    for (let n = 0; n < size.teams; n += 1) {
      teams.push(
        await database.write(
          SETUP,
          async (tx) => (await createTeam(tx, null, { name: `Service ${n}`, agentIds: [] })).id,
        ),
      );
    }
    for (let n = 0; n < size.agents; n += 1) {
      const teamIds = [teams[n % size.teams]!, teams[(n * 7 + 3) % size.teams]!];
      const { email, password } = agentOf(n);
      await database.write(SETUP, (tx) =>
        createAgent(tx, null, { email, name: `Agent ${n}`, role: 'agent', password, teamIds: [...new Set(teamIds)] }),
      );
    }
  } finally {
    await database.close();
  }
}

const words =
  'acte naissance mairie demande inscription école cantine passeport rendez-vous dossier voirie éclairage déchets permis construire logement social mariage décès impôt facture eau urbanisme subvention association bruit stationnement carte identité prénom famille adresse justificatif crèche bibliothèque piscine travaux trottoir arbre'.split(
    ' ',
  );

/** Creates one row per case to come, with its citizen, team, time and state. */
async function plan(client: Client, cases: number, { uneven }: TownSize): Promise<void> {
  await client.query(
    `create table phrase as
    select n, (select string_agg(($1::text[])[1 + (random() * ($2 - 1))::int], ' ') || ' réf' || p.n from generate_series(1, 12 + p.n % 10)) as text
    from generate_series(0, 4999) p(n)`,
    [words, words.length],
  );
  await client.query(
    `create unlogged table plan as
     select g.n, uuidv7(shift) as case_id, uuidv7(shift) as citizen_id, uuidv7(shift) as handle_id, uuidv7(shift) as entry_id,
       uuidv7(shift + interval '1 hour') as answer_id, now() + shift as opened_at,
       t.id as team_id, case when dice.assigned < 0.6 then a.agent_id end as assignee_id,
       case when dice.status < 0.05 then 'open' when dice.status < 0.14 then 'waiting' when dice.status < 0.15 then 'snoozed' else 'closed' end as status,
       dice.answered < 0.5 as answered, p.text
     from generate_series(1, $1::int) g(n)
     cross join lateral (select (g.n - $1 - 1)::float8 / $1 * interval '365 days' as shift) s
     cross join lateral (select random() as assigned, random() as status, random() as answered, random() as phrase, random() as agent, random() as team where g.n > 0) dice
     join (select id, row_number() over (order by id) - 1 as k, count(*) over () as total from team) t on t.k = ${uneven ? 'floor(t.total * dice.team ^ 2)' : 'g.n % t.total'}
     join lateral (select m.agents[1 + (dice.agent * (cardinality(m.agents) - 1))::int] as agent_id
       from (select coalesce(array_agg(agent_id), '{}') as agents from team_member where team_id = t.id) m) a on true
     join phrase p on p.n = (dice.phrase * 4999)::int`,
    [cases],
  );
  await client.query(`insert into channel_account (id, kind, name, team_id, config, addresses)
    select uuidv7(), 'email', 'Seeded', (select id from team order by id limit 1), '{"address":"seeded@guichet.test","inbound":{"smtp":true},"outbound":{"host":"127.0.0.1","port":9,"secure":false}}', '{seeded@guichet.test}'`);
}

async function fill(client: Client): Promise<void> {
  const channel = `(select id from channel_account limit 1)`;
  const message = (
    who: string,
  ) => `jsonb_build_object('from', ${who}, 'to', '[]'::jsonb, 'cc', '[]'::jsonb, 'subject', 'Demande ' || n,
    'segments', jsonb_build_array(jsonb_build_object('kind', 'visible', 'text', text)), 'html', null, 'remoteImages', '[]'::jsonb,
    'attachments', '[]'::jsonb, 'claimedAt', null, 'flags', '[]'::jsonb, 'hiddenParts', 0, 'hasOriginal', false)`;
  const citizen = `jsonb_build_object('type', 'email', 'value', 'citizen' || n || '@example.org', 'name', 'Citizen ' || n, 'verified', false)`;
  for (const statement of [
    `insert into citizen (id, name, created_at, root_id) select citizen_id, 'Citizen ' || n, opened_at, citizen_id from plan`,
    `insert into handle (id, type, value, name, citizen_id, evidence, verified, linked_at)
     select handle_id, 'email', 'citizen' || n || '@example.org', 'Citizen ' || n, citizen_id, 'wrote', false, opened_at from plan`,
    `insert into cases (id, reference, subject, status, team_id, assignee_id, citizen_id, citizen_name, channels, channel_account_id, tags, preview,
       last_kind, last_direction, last_entry_at, last_position, last_inbound_position, snooze_until, opened_at, closed_at, due_at, due_for)
     select case_id, 'GCH-2025-' || lpad(n::text, greatest(6, length(n::text)), '0'), 'Demande ' || n, status, team_id, assignee_id, citizen_id, 'Citizen ' || n, '{email}',
       ${channel}, case when n % 10 = 0 then array['urgent'] else '{}' end, left(text, 160), 'message', case when answered then 'out' else 'in' end,
       opened_at + case when answered then interval '1 hour' else interval '0' end, case when answered then 2 else 1 end, 1,
       case when status = 'snoozed' then now() + interval '3 days' end, opened_at, case when status = 'closed' then opened_at end,
       case when status in ('open', 'snoozed') then now() + (n % 1009 - 300) * interval '10 minutes' end,
       case when status in ('open', 'snoozed') then 'first-response' end from plan`,
    `insert into case_participant (case_id, handle_id) select case_id, handle_id from plan`,
    `insert into case_count (team_id, assignee_id, status, delta) select team_id, assignee_id, status, count(*) from plan group by 1, 2, 3`,
    `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data)
     select entry_id, case_id, 1, 'message', opened_at, 'citizen', citizen_id, 'Citizen ' || n, ${channel}, 'email', 'in', ${message(citizen)} from plan`,
    `insert into entry_words (entry_id, case_id, team_id, search)
     select entry_id, case_id, team_id, to_tsvector('guichet', 'Demande ' || n || ' citizen' || n || '@example.org ' || text) from plan`,
    `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data)
     select answer_id, case_id, 2, 'message', opened_at + interval '1 hour', 'system', null, 'Seed', ${channel}, 'email', 'out', ${message(`'null'::jsonb`)} from plan where answered`,
    `insert into entry_words (entry_id, case_id, team_id, search) select answer_id, case_id, team_id, to_tsvector('guichet', text) from plan where answered`,
    `insert into message (entry_id, case_id, channel_account_id, direction, external_id, fingerprint, handle_id)
     select entry_id, case_id, ${channel}, 'in', 'seed-' || n || '@example.org', md5(n::text), handle_id from plan`,
    `insert into message (entry_id, case_id, channel_account_id, direction, external_id, handle_id)
     select answer_id, case_id, ${channel}, 'out', answer_id || '@guichet.test', handle_id from plan where answered`,
    `insert into delivery (entry_id, case_id, channel_account_id, state, attempts, due_at, changed_at)
     select answer_id, case_id, ${channel}, 'sent', 1, opened_at, opened_at from plan where answered`,
  ]) {
    await client.query(statement);
  }
}
