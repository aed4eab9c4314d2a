import { compareLists } from './compare-lists.js';

const missing = (full: string, short: string, language: 'fr' | 'en') =>
  compareLists(full, short, language).flatMap((difference) => difference.full);

describe('a list of which a short text names two things', () => {
  it.each([
    [
      'en',
      'Please send a bank statement, your award letter and proof of school.',
      'Send bank statement and award letter.',
      ['proof of school'],
    ],
    [
      'en',
      'The grant covers loft insulation, draught-proofing, and a new door.',
      'Covers loft insulation and a new door.',
      ['draught-proofing'],
    ],
    [
      'fr',
      'Les exposants reçoivent un chalet, deux tables, une guirlande et un branchement.',
      'Vous recevez un chalet, des tables et une guirlande.',
      ['un branchement'],
    ],
  ] as const)('names them all (%s: %s)', (language, full, short, said) =>
    expect(missing(full, short, language)).toEqual(said),
  );

  it.each([
    [
      'en',
      'Please send a bank statement, your award letter and proof of school.',
      'Send the documents that we asked for.',
    ],
    [
      'en',
      'Please send a bank statement, your award letter and proof of school.',
      'Send proof of school, award letter, bank statement.',
    ],
    ['en', 'We are open on Mondays, Tuesdays, Wednesdays and Fridays.', 'Open Mon–Wed and Fridays.'],
    ['fr', 'Apportez une pièce d’identité et un justificatif.', 'Apportez une pièce.'],
  ] as const)('may be summed up or said otherwise (%s: %s / %s)', (language, full, short) =>
    expect(missing(full, short, language)).toEqual([]),
  );
});
