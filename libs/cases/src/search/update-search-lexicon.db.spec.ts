import type { Principal } from '@guichet/access';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { addNote } from '../verbs/add-note.js';
import { updateSearchLexicon } from './update-search-lexicon.js';

let town: TestTown;
let ana: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  ana = await town.agent('Ana', [await town.team('Parks')]);
});
afterAll(() => town.close());

async function note(text: string): Promise<void> {
  const caseId = await openCase(town, ana, 'Demande');
  await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
    addNote(tx, ana, { caseId, note: { text, mentions: [] } }),
  );
}

/** How many pages of words were not sorted into the index yet; they are now. */
const unsorted = async (): Promise<number> => {
  const [row] = await town.database.execute<{ pages: number }>(
    `select gin_clean_pending_list('entry_words_search')::int as pages`,
  );
  return row!.pages;
};

describe('the job that learns words', () => {
  it('leaves none of them on the list that each search reads as a whole', async () => {
    await note('Vu le tilleul.');
    expect(await unsorted()).toBeGreaterThan(0);
    await note('Vu le bouleau.');
    await updateSearchLexicon(town.database, 0);
    expect(await unsorted()).toBe(0);
  });
});
