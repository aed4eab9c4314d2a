import { TestTown } from '../../../../test/support/test-town.js';
import { eachOnce } from './stored-entries.js';

let town: TestTown;
beforeAll(async () => void (town = await TestTown.build()));
afterAll(() => town.close());

/** What the index has of a text, without its places. */
const indexed = async (text: string): Promise<string | undefined> => {
  const [row] = await town.database.query<{ words: string }>(
    `select strip(to_tsvector('guichet', $1))::text as words`,
    [text],
  );
  return row?.words;
};

describe('the words by which an entry is found', () => {
  it('are each read once, on whichever line', () =>
    expect(eachOnce('le pont et le pont,\nle pont')).toBe('le pont et pont,'));

  it.each([
    'Le maire a dit : le maire répondra. Le maire\n\nl a dit le 12/11/2026, le 12/11/2026 !',
    'grand-mère de Saint-Denis, arrière-grand-mère de Saint-Denis et mère de Saint',
    'zoe@ville.example, https://ville.example/une/page?a=1 et ville.example/une/page ou zoe@ville.example',
    'a="un b"> puis <p a="un b"> et un texte',
    'un mot\ncoupé par-\ncoupé, www.ville.example/\npage et /\npage',
    'un\uFEFFmot et un\u00A0mot et mot',
    '06 12 34 56 78 ou 06 12 34 56 78, -5 et 5 et -5, 1.5e3, 1,5',
  ])('are those of the whole text: %j', async (text) =>
    expect(await indexed(eachOnce(text))).toBe(await indexed(text)),
  );
});
