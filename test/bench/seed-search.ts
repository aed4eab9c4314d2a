import { migrate } from '@guichet/database';
import { Client } from 'pg';
import { staff } from './seed-town.js';
import { drawing, textOf } from './search-vocabulary.js';

/** Two teams of forty are those of an agent. */
const TOWN = { teams: 40, agents: 40 };
export const ENTRIES_PER_CASE = 10;
/** Texts are drawn from so many, each with its words made once, so that a million cases take minutes. */
const [TEXTS, WORDS_PER_TEXT] = [20_000, 22];
const [FILES, WORDS_PER_FILE] = [4000, 120];
/** One case of so many has a file. */
const CASES_PER_FILE = 2;
/** As many cases are inserted by one statement. */
const CHUNK = 100_000;

/**
 * Fills a database with cases of ten entries each, as the search reads them: with citizens and telephone numbers, files and their
 * texts, and the words that the jobs would have learnt. Ids are in time order, over four years.
 */
export async function seedSearch(url: string, cases: number): Promise<void> {
  await migrate(url);
  await staff(url, TOWN);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Triggers are off, because they would check a million times what the statements below ensure.
    await client.query(
      `set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set synchronous_commit = off`,
    );
    await client.query(`drop index entry_words_search, attachment_text_search`);
    await writeTexts(client, 'phrase', [TEXTS, WORDS_PER_TEXT]);
    await writeTexts(client, 'page', [FILES, WORDS_PER_FILE]);
    await client.query(`insert into channel_account (id, kind, name, team_id, config, addresses)
      select uuidv7(), 'email', 'Seeded', (select id from team order by id limit 1), '{"address":"seeded@guichet.test","inbound":{"smtp":true},"outbound":{"host":"127.0.0.1","port":9,"secure":false}}', '{seeded@guichet.test}'`);
    for (let from = 1; from <= cases; from += CHUNK)
      await writeCases(client, { from, to: Math.min(cases, from + CHUNK - 1), cases });
    await writeWords(client, cases);
    await client.query(
      `create index entry_words_search on entry_words using gin (search, spans_and_team_of(entry_id, team_id))`,
    );
    await client.query(
      `create index attachment_text_search on attachment_text using gin (search, spans_and_team_of_file(attachment_id, team_id))`,
    );
    await client.query(
      `insert into case_count (team_id, assignee_id, status, delta) select team_id, assignee_id, status, count(*) from cases group by 1, 2, 3`,
    );
    await client.query(`drop table phrase, page`);
    await client.query(`vacuum (analyze)`);
  } finally {
    await client.end();
  }
}

async function writeTexts(client: Client, table: string, [count, words]: [number, number]): Promise<void> {
  const draw = drawing(count);
  const texts = Array.from({ length: count }, () => textOf(draw, words));
  await client.query(
    `create unlogged table ${table} as select (n - 1)::int as n, text, to_tsvector('guichet', text) as search
     from unnest($1::text[]) with ordinality u(text, n)`,
    [texts],
  );
  await client.query(`create unique index on ${table} (n)`);
}

interface Part {
  from: number;
  to: number;
  /** How many there are in all. */
  cases: number;
}

async function writeCases(client: Client, { from, to, cases }: Part): Promise<void> {
  await client.query(
    `create temp table plan as
     select g.n, uuidv7(shift) as case_id, uuidv7(shift) as citizen_id, uuidv7(shift) as handle_id, uuidv7(shift) as entry_id, uuidv7(shift) as file_id,
       now() + shift as at, shift, t.id as team_id, 'Demande ' || g.n as subject, 'citoyen' || g.n as name, (g.n * 7919::bigint % ${TEXTS})::int as text,
       case when g.n % 20 = 0 then 'open' when g.n % 11 = 0 then 'waiting' else 'closed' end as status
     from generate_series($1::int, $2::int) g(n)
     cross join lateral (select (g.n - $3::int - 1)::float8 / $3::int * interval '1460 days' as shift) s
     join (select id, row_number() over (order by id) - 1 as k, count(*) over () as total from team) t on t.k = g.n % t.total`,
    [from, to, cases],
  );
  for (const statement of STATEMENTS) await client.query(statement);
  await client.query(`drop table plan, entry`);
}

const CHANNEL = `(select id from channel_account limit 1)`;
const STATEMENTS = [
  `insert into citizen (id, name, created_at, root_id) select citizen_id, name, at, citizen_id from plan`,
  `insert into handle (id, type, value, name, citizen_id, evidence, verified, linked_at)
   select handle_id, 'phone', '+336' || lpad(n::text, 8, '0'), name, citizen_id, 'wrote', false, at from plan`,
  `insert into cases (id, reference, subject, status, team_id, citizen_id, citizen_name, channels, channel_account_id, preview,
     last_kind, last_direction, last_entry_at, last_position, last_inbound_position, opened_at, closed_at)
   select case_id, 'GCH-2025-' || lpad(n::text, greatest(6, length(n::text)), '0'), subject, status, team_id, citizen_id, name, '{email}', ${CHANNEL}, 'Bonjour',
     'message', 'out', at + ${ENTRIES_PER_CASE} * interval '1 hour', ${ENTRIES_PER_CASE}, ${ENTRIES_PER_CASE} - 1, at, case when status = 'closed' then at end from plan`,
  `insert into case_participant (case_id, handle_id) select case_id, handle_id from plan`,
  `create temp table entry as
   select case when k = 1 then entry_id else uuidv7(shift + k * interval '1 hour') end as id, p.case_id, k as position, p.at + k * interval '1 hour' as at,
     p.citizen_id, p.n, p.name, p.subject, p.team_id, p.file_id, k % 2 = 1 as inbound, (p.text + k * 1237) % ${TEXTS} as text
   from plan p cross join generate_series(1, ${ENTRIES_PER_CASE}) k order by p.n, k`,
  `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data)
   select e.id, e.case_id, e.position, 'message', e.at, case when inbound then 'citizen' else 'system' end, case when inbound then e.citizen_id end, e.name, ${CHANNEL}, 'email',
     case when inbound then 'in' else 'out' end, jsonb_build_object('subject', e.subject, 'segments', jsonb_build_array(jsonb_build_object('kind', 'visible', 'text', p.text)), 'attachments', '[]'::jsonb)
   from entry e join phrase p on p.n = e.text order by e.id`,
  `insert into entry_words (entry_id, case_id, team_id, search)
   select e.id, e.case_id, e.team_id, p.search || to_tsvector('simple', e.subject || ' ' || e.name) from entry e join phrase p on p.n = e.text order by e.id`,
  `insert into attachment (id, digest, name, type, size, entry_id, case_id, created_at)
   select file_id, md5(n::text), 'quittance.pdf', 'application/pdf', 50000, id, case_id, at from entry where position = 1 and n % ${CASES_PER_FILE} = 0 order by file_id`,
  `insert into attachment_text (attachment_id, state, text, search, case_id, team_id)
   select e.file_id, 'read', p.text, p.search || to_tsvector('simple', 'locataire bail' || e.n), e.case_id, e.team_id from entry e join page p on p.n = (e.n * 31) % ${FILES}
   where e.position = 1 and e.n % ${CASES_PER_FILE} = 0 order by e.file_id`,
];

/** The words as the job would have learnt them: each text is in as many entries. */
async function writeWords(client: Client, cases: number): Promise<void> {
  const entries = cases * ENTRIES_PER_CASE;
  await client.query(
    `insert into search_word (word, entries)
     select '', $1::int union all select lexeme, (count(*) * $1::float8 / ${TEXTS})::int from phrase, unnest(phrase.search) where length(lexeme) > 1 group by lexeme`,
    [entries],
  );
  await client.query(`insert into setting (key, value) values ('search-words', to_jsonb(uuidv7()::text))`);
}
