import { referencePattern } from './reference-and-number-patterns.js';

describe('a reference', () => {
  it.each([
    ['GCH-2026-000123', 'GCH-2026-000123'],
    ['gch-2026-123', 'GCH-2026-000123'],
    ['2026-123', '%-000123'],
    ['GCH-123', '%-000123'],
    ['000123', '%-000123'],
    ['1234567', '%-1234567'],
    ['GCH-1234567', '%-1234567'],
    ['2026', '%-002026'],
  ])('typed as “%s” is looked for as “%s”', (typed, pattern) => expect(referencePattern(typed)).toBe(pattern));

  it.each([
    'GCH 2026 1079',
    'GCH 2026 001079',
    'GCH2026001079',
    'gch-2026-1079',
    'GCH\u00A02026\u20111079',
    'GCH – 2026 — 001079',
    'référence GCH-2026-001079',
    'Référence\u00A0: GCH-2026-001079',
    'dossier n° gch 2026 1079',
  ])('said as “%s” is looked for with its year', (said) => expect(referencePattern(said)).toBe('GCH-2026-001079'));

  it.each([
    ...['n° 1079', 'N°1079', 'no 1079', 'nº1079', 'No. 1079', 'numéro 1079', '#1079', '# 1079', 'GCH 1079'],
    ...['dossier 1079', 'Dossier n° 1079', 'dossier nº\u202F1079', 'DOSSIER #1079', 'dossier 2026–1079'],
    ...['case 1079', 'case no 1079', 'ref 001079', 'réf. 1079', 're\u0301f. : 1079', 'reference 2026 - 1079'],
  ])('said as “%s” is looked for by its number', (said) => expect(referencePattern(said)).toBe('%-001079'));

  it.each([
    ...['', 'GCH', 'cantine', 'dossier', 'dossier cantine', 'dossier cantine 1079', 'n° 12 rue du Lac', '10 rue 1079'],
    ...['06 39 98 12 11', '0639981211', '+33 6 39 98 12 11', '0639 – 981211', 'no 06 39 98 12 11', 'n° 0639981211'],
    ...['GCH 2026 cantine', '3/11/2026', '2026 1079'],
  ])('is not meant by “%s”', (typed) => expect(referencePattern(typed)).toBeNull());
});
