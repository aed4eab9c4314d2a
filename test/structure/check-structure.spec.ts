import ts from 'typescript';
import { cycles } from './import-cycles.js';
import { retiredIn } from './retired-words.js';
import { longParameterLists } from './long-parameter-lists.js';
import { functionSizes, percentile } from './function-sizes.js';

const source = (text: string) => ({
  path: 'libs/x/src/x.ts',
  text,
  syntax: ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true),
});

describe('the structure check', () => {
  it('finds files that import each other, directly or through others', () => {
    const graph = { a: ['b'], b: ['c'], c: ['a'], d: ['a', 'e'], e: ['d'], f: ['a'] };
    const found = cycles(new Map(Object.entries(graph))).map((group) => group.toSorted());
    expect(found).toEqual(
      expect.arrayContaining([
        ['a', 'b', 'c'],
        ['d', 'e'],
      ]),
    );
    expect(found).toHaveLength(2);
  });

  it('finds no circle where every import leads one way', () => {
    expect(cycles(new Map(Object.entries({ a: ['b', 'c'], b: ['c'], c: [] })))).toEqual([]);
  });

  it('measures functions, arrows and methods by their lines', () => {
    const text =
      'function one() {\n  return 1;\n}\nconst two = () => 2;\nclass A {\n  three() {\n\n    return 3;\n  }\n}\n';
    expect(functionSizes(source(text)).map(({ name, line, lines }) => [name, line, lines])).toEqual([
      ['one', 1, 3],
      ['two', 4, 1],
      ['three', 6, 4],
    ]);
  });

  it('takes the smallest value that a share of the values does not exceed', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([1, 2, 3, 40], 0.95)).toBe(40);
    expect(percentile([], 0.5)).toBe(0);
  });
});

describe('the check of parameters', () => {
  const found = (text: string) =>
    longParameterLists(source(text), 3).map(({ name, line, parameters }) => [name, line, parameters]);

  it('finds functions, methods, constructors and types with more parameters than allowed', () => {
    const text = `
function one(a, b, c, d) {}
const two = (a, b, c, d, e) => a;
class Three {
  constructor(a, b, c, d) {}
  four(a, b, c, d) {}
}
type Five = (a: 1, b: 2, c: 3, d: 4) => void;
interface Six {
  seven(a: 1, b: 2, c: 3, d: 4): void;
}`;
    expect(found(text)).toEqual([
      ['one', 2, 4],
      ['two', 3, 5],
      ['Three.constructor', 5, 4],
      ['four', 6, 4],
      ['Five', 8, 4],
      ['seven', 10, 4],
    ]);
  });

  it('allows three, what Nest injects, and functions that a called function takes', () => {
    expect(found('function one(a, b, { c, d, e }) {}')).toEqual([]);
    expect(found('@Injectable() class Two { constructor(a, b, c, d) {} }')).toEqual([]);
    expect(found('it.each(rows)("%s", (a, b, c, d) => {});')).toEqual([]);
  });
});

describe('the words check', () => {
  it('finds a retired identifier, and no word of a comment or a longer name', () => {
    const found = retiredIn('libs/x/src/x.ts', '// They ring.\nconst ringing = 1;\nexport const ring = ringing;\n');
    expect(found).toMatchObject([{ line: 3, word: 'ring' }]);
  });

  it('finds a retired term in comments and texts', () => {
    expect(retiredIn('README.md', 'Open the holding pen.')).toMatchObject([{ line: 1, word: 'holding pen' }]);
  });

  it('allows a word in the files that are excepted from it', () => {
    const text = 'const body = { channelId: id };\n';
    expect(retiredIn('libs/contracts/src/post-message.ts', text)).toEqual([]);
    expect(retiredIn('libs/contracts/src/cases.ts', text)).toMatchObject([{ line: 1, word: 'channelId' }]);
  });

  it('finds a file that bears a retired name', () => {
    expect(retiredIn('libs/x/src/hands.db.spec.ts', '')).toMatchObject([{ line: 0, word: 'hands' }]);
  });
});
