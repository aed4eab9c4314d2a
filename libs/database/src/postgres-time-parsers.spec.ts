import fc from 'fast-check';
import { types } from 'pg';
import { isoOfTime, readers, readTime } from './postgres-time-parsers.js';

const usual = types.getTypeParser(1184, 'text') as (text: string) => unknown;

/** A time as Postgres writes it: without the zeros at the end of a fraction. */
const written = (at: Date, micros: number): string => {
  const fraction = `${at.toISOString().slice(20, 23)}${String(micros).padStart(3, '0')}`.replace(/0+$/, '');
  return `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 19)}${fraction && `.${fraction}`}+00`;
};

describe('a time of the database', () => {
  it('is read to the millisecond, whatever its fraction', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 999 }),
        (at, micros) => {
          expect(readTime(written(at, micros))).toEqual(at);
          expect(isoOfTime(written(at, micros))).toBe(at.toISOString());
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '2026-11-30 03:21:29+00',
    '2026-11-30 03:21:29.1+00',
    '2026-11-30 03:21:29.057+00',
    '2024-02-29 23:59:59.999999+00',
    '2026-11-30 03:21:29.123456+01',
    '2026-11-30 08:51:29.123456+05:30',
    '0099-11-30 03:21:29+00',
    '12026-11-30 03:21:29+00',
    '0044-03-15 12:00:00+00 BC',
    'infinity',
    '-infinity',
  ])('%s is what it is to the library', (text) => {
    const time = usual(text);
    expect(readTime(text)).toEqual(time);
    if (time instanceof Date) expect(isoOfTime(text)).toBe(time.toISOString());
  });

  it('is the only type that is read in another way', () => {
    for (const oid of [16, 20, 25, 1082, 1114, 1184, 1185, 3802])
      expect([oid, readers.getTypeParser(oid, 'text') === types.getTypeParser(oid, 'text')]).toEqual([
        oid,
        oid !== 1184,
      ]);
    expect(readers.getTypeParser(1184, 'binary')).toBe(types.getTypeParser(1184, 'binary'));
  });
});
