import type { Principal } from '@guichet/access';
import { TestTown } from '../../../../test/support/test-town.js';
import { openCase } from '../verbs/open-case-by-hand.js';
import { updateSearchLexicon } from './update-search-lexicon.js';
import { search } from './search.js';

/** So many entries, one each thirteen hours, so that they lie in many spans of time. Each has the words whose number divides its own. */
const ENTRIES = 2000;
const WORDS = { courriel: 1, tilleuls: 3, platane: 7, érables: 400 };
const [CASES, LIMIT] = [10, 6];

let town: TestTown;
const readers: Record<string, Principal> = {};
const cases: { id: string; team: string }[] = [];

beforeAll(async () => {
  town = await TestTown.build();
  const teams = new Map<string, string>();
  for (const name of ['parks', 'roads', 'attic']) {
    teams.set(name, await town.team(name));
    readers[name] = await town.agent(name, [teams.get(name)!]);
  }
  readers['roads and attic'] = await town.agent('Ray', [teams.get('roads')!, teams.get('attic')!]);
  readers['everybody'] = await town.agent('Eve', [], 'administrator');
  for (let n = 0; n < 2 * CASES; n += 1) await open(n % 2 === 0 ? 'parks' : 'roads');
  await open('attic');
  await write();
  await updateSearchLexicon(town.database, 0);
});
afterAll(() => town.close());

async function open(team: string): Promise<void> {
  const who = readers[team]!;
  const id = await town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    openCase(tx, who, { subject: 'Demande', citizenName: 'Zoé Martin' }),
  );
  cases.push({ id, team });
}

/** In which case an entry is, the newest of which is 0: those of the attic are the oldest ones. */
const caseOf = (n: number): number => (n >= ENTRIES - 5 ? 2 * CASES : (n * 7) % (2 * CASES));
const has = (n: number, word: string): boolean => n % WORDS[word as keyof typeof WORDS] === 0;

async function write(): Promise<void> {
  const numbers = Array.from({ length: ENTRIES }, (_, n) => n);
  const texts = numbers.map((n) => Object.keys(WORDS).filter((word) => has(n, word)).join(' ')); // prettier-ignore
  await town.database.source.query(
    `with made as (
       select uuidv7(make_interval(hours => -13 * n::int)) as id, case_id, n::int + 100 as position, text
       from unnest($1::int[], $2::uuid[], $3::text[]) e(n, case_id, text)),
     entries as (
       insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_name, data)
       select id, case_id, position, 'note', now(), 'system', 'Test', jsonb_build_object('text', text, 'mentions', '[]'::jsonb) from made)
     insert into entry_words (entry_id, case_id, team_id, search)
       select m.id, m.case_id, c.team_id, to_tsvector('guichet', m.text) from made m join cases c on c.id = m.case_id`,
    [numbers, numbers.map((n) => cases[caseOf(n)]!.id), texts],
  );
}

/** The cases of what a reader sees whose entries with the words are the newest, by looking at each. */
function expected(reader: string, words: readonly string[]): number[] {
  const found = new Set<number>();
  for (let n = 0; n < ENTRIES; n += 1) {
    const isSeen = reader === 'everybody' || reader.split(' and ').includes(cases[caseOf(n)]!.team);
    if (isSeen && words.every((word) => has(n, word))) found.add(caseOf(n));
  }
  return [...found].slice(0, LIMIT);
}

describe('among years of entries', () => {
  it.each([
    ['everybody', 'courriel', ['courriel']],
    ['parks', 'courriel', ['courriel']],
    ['attic', 'courriel', ['courriel']],
    ['everybody', 'tilleul', ['tilleuls']],
    ['roads', 'till', ['tilleuls']],
    ['roads and attic', 'courriel', ['courriel']],
    ['roads and attic', 'tilleul platane', ['tilleuls', 'platane']],
    ['parks', 'tilleul platane', ['tilleuls', 'platane']],
    ['attic', 'courriel tilleul', ['courriel', 'tilleuls']],
    ['everybody', 'erable', ['érables']],
    ['roads', 'erable', ['érables']],
  ])('%s finds the newest cases with “%s” first', async (reader, q, words) => {
    const { hits } = await search(town.database, readers[reader]!, { q, limit: LIMIT, order: 'newest' });
    expect(hits.map((hit) => cases.findIndex(({ id }) => id === hit.case.id))).toEqual(expected(reader, words));
  });
});

describe('the spans of an id', () => {
  it('are those by which the search asks for it', async () => {
    const team = await town.team('Keys');
    const [row] = await town.database.query<Record<'ofFile' | 'ofEntry' | 'ofTeam', number[]>>(
      `select spans_and_team_of_file(i.id, t.id) as "ofFile", spans_and_team_of(i.id, t.id) as "ofEntry", array[key_of_team(t.id)] as "ofTeam"
       from (select '019a1b2c-3d4e-7000-8000-000000000000'::uuid) i(id), team t where t.id = '${team}'`,
    );
    const keys = [0x019a1b, -Math.floor(0x019a1b / 64), ...row!.ofTeam];
    expect(row).toMatchObject({ ofFile: keys, ofEntry: keys });
  });
});
