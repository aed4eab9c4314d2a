import { scope, type Principal } from '@guichet/access';
import { TestTown } from '../../../../test/support/test-town.js';
import { openCase } from '../verbs/open-case-by-hand.js';
import { updateSearchLexicon } from './update-search-lexicon.js';
import { termsOf } from './lexicon.queries.js';
import { entriesWith, filesWith } from './matching-entries-and-files.queries.js';
import { search } from './search.js';
import { entriesQuery, typedWords } from './search-terms.js';

/** An agent of a team that has one of a hundred cases, beside which others write more, and more lately. */
let town: TestTown;
let paul: Principal;
/** The cases of the team, the oldest first. */
const parks: string[] = [];

beforeAll(async () => {
  town = await TestTown.build();
  paul = await town.agent('Paul', [await town.team('Parks')]);
  const others = await town.team('Others');
  for (let n = 0; n < 14; n += 1) parks.push(await open(paul));
  const theirs = await open(await town.agent('Otto', [others]));
  await town.database.source.query(`insert into case_count (team_id, status, delta) values ($1, 'open', 1400)`, [
    others,
  ]);
  await write(theirs, { text: 'courriel', count: 2500, hoursAgo: 10 });
  for (const [n, id] of parks.slice(0, 12).entries())
    await write(id, { text: 'courriel compteur', count: 1, hoursAgo: 5000 + n });
  await write(parks[13]!, { text: 'compteur', count: 200, hoursAgo: 3000 });
  await attach(parks[12]!, { text: 'courriel', count: 1, hoursAgo: 5000 });
  await attach(parks[13]!, { text: 'courriel', count: 40, hoursAgo: 4000 });
  await attach(theirs, { text: 'courriel', count: 2000, hoursAgo: 10 });
  await updateSearchLexicon(town.database, 0);
});
afterAll(() => town.close());

const open = (who: Principal): Promise<string> =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    openCase(tx, who, { subject: 'Demande', citizenName: 'Zoé Martin' }),
  );

interface Written {
  text: string;
  /** So many entries, or files, one an hour, of which this is the age of the newest. */
  count: number;
  hoursAgo: number;
}

const write = (caseId: string, { text, count, hoursAgo }: Written) =>
  town.database.source.query(
    `with made as (select uuidv7(make_interval(hours => - $3::int - n)) as id, n + 100 as position from generate_series(1, $2::int) n),
     entries as (
       insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_name, data)
       select id, $1, position, 'note', now(), 'system', 'Test', jsonb_build_object('text', $4::text, 'mentions', '[]'::jsonb) from made)
     insert into entry_words (entry_id, case_id, team_id, search)
     select m.id, c.id, c.team_id, to_tsvector('guichet', $4::text) from made m, cases c where c.id = $1`,
    [caseId, count, hoursAgo, text],
  );

const attach = (caseId: string, { text, count, hoursAgo }: Written) =>
  town.database.source.query(
    `with made as (
       insert into attachment (id, name, type, size, entry_id, case_id)
       select uuidv7(make_interval(hours => - $3::int - n)), 'document.pdf', 'application/pdf', 1, e.id, e.case_id
       from generate_series(1, $2::int) n, (select id, case_id from timeline_entry where case_id = $1 order by position limit 1) e
       returning id)
     insert into attachment_text (attachment_id, state, text, search)
     select id, 'read', $4::text, to_tsvector('guichet', $4::text) from made`,
    [caseId, count, hoursAgo, text],
  );

/** Which cases of the team are found, by their numbers. */
async function found(q: string): Promise<number[]> {
  const { hits } = await search(town.database, paul, { q, limit: 50 });
  return hits.map((hit) => parks.indexOf(hit.case.id)).sort((a, b) => a - b);
}
const upTo = (end: number): number[] => Array.from({ length: end }, (_, n) => n);

describe('beside a case in which a word stands in hundreds of entries', () => {
  it('others are found that have it once, longer ago', async () => {
    expect(await found('compteur')).toEqual([...upTo(12), 13]);
  });
});

describe('beside thousands of files with a word that an agent may not see', () => {
  it('those are found that the agent may see, of a case with one as of a case with many, though entries have the word as well', async () => {
    expect(await found('courriel')).toEqual(upTo(14));
  });
});

/** What of one look is ranked: of each entry or file found, how well it holds each word. */
async function levels(look: typeof entriesWith, { q, withWords }: { q: string; withWords: boolean }) {
  const terms = await termsOf(town.database, typedWords(q));
  const among = { visible: scope(paul, 'case.read'), spam: 'without', filters: [] } as const;
  const lookup = {
    terms,
    query: entriesQuery(terms),
    keys: null,
    teams: paul.teamIds,
    most: 9000,
    limit: 50,
    withWords,
  };
  const { looked, found } = await look(town.database, among, lookup);
  return { looked, found: new Map(found.map((match) => [match.fileId ?? match.entryId, match.levels])) };
}

describe('what is looked at without its words', () => {
  it.each([
    ['entries', entriesWith, 'courriel compt', 12, [2, 1]],
    ['files', filesWith, 'courriel', 5, [2]],
  ])('%s are ranked as though they had come with them', async (_, look, q, count, expected) => {
    const without = await levels(look, { q, withWords: false });
    expect([...without.found.values()]).toEqual(Array.from({ length: count }, () => expected));
    expect(without).toEqual(await levels(look, { q, withWords: true }));
  });
});
