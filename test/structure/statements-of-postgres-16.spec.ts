import { productSources } from './source-tree.js';

/** What came with Postgres 17 and 18, of which a statement is easily written without noticing. */
const later = [
  /\buuidv[47]\(/,
  /\breturning\s+(?:with\b|[^`]*\b(?:old|new)\.)/,
  /\bjson_table\(/,
  /\bmerge\s+into\b[^`]*\breturning\b/,
  /\b(?:array_sort|array_reverse|casefold|uuid_extract_\w+)\(/,
  /\bwithout overlaps\b|\bnot enforced\b|\)\s+virtual\b/,
];

describe('the statements of the product', () => {
  it('need nothing that Postgres 16 does not have', () => {
    const found = productSources()
      .filter(({ path }) => /^(apps|libs)\//.test(path))
      .flatMap(({ path, text }) =>
        later.flatMap((pattern) => (text.match(new RegExp(pattern, 'giu')) ?? []).map((words) => `${path}: ${words}`)),
      );

    expect(found).toEqual([]);
  });
});
