import { scope, type Principal } from '@guichet/access';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { foundCaseIds } from './found-case-ids.js';
import { RANKED } from './search.js';
import { updateSearchLexicon } from './update-search-lexicon.js';

let town: TestTown;
let ana: Principal;
/** More cases of one word than a search ranks, the oldest first. */
const gardens: string[] = [];

beforeAll(async () => {
  town = await TestTown.build();
  ana = await town.agent('Ana', [await town.team('Parks')]);
  for (let n = 0; n < RANKED + 4; n += 1) gardens.push(await openCase(town, ana, `Jardin ${n}`));
  await openCase(town, ana, 'Piscine fermée');
  await updateSearchLexicon(town.database, 0);
});
afterAll(() => town.close());

const found = (q: string) =>
  foundCaseIds(town.database, { who: ana, visible: scope(ana, 'case.read') }, { q, order: 'newest' });

describe('the cases that a search finds', () => {
  it('are all that have its words, also where it ranks some of them alone', async () => {
    const ids = await found('jardin');

    expect(ids.toSorted()).toEqual(gardens.toSorted());
  });

  it('are those of the word that was meant, where the typed one finds nothing', async () => {
    expect((await found('jardni')).toSorted()).toEqual(gardens.toSorted());
  });

  it('are those that the screen shows, where it shows all of them', async () => {
    expect(await found('piscine')).toHaveLength(1);
    expect(await found('nirgendwo')).toEqual([]);
  });

  it('are merged cases under the ones that they went into, each once', async () => {
    const [first, second] = gardens as [string, string];
    await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
      mergeCase(tx, ana, { fromId: first, intoId: second }),
    );
    const ids = await found('jardin');

    expect(ids.toSorted()).toEqual(gardens.slice(1).toSorted());
  });
});
