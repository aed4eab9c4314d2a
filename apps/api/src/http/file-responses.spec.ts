import { rangeOf } from './file-responses.js';

describe('the part of a file that a player asks for', () => {
  it.each([
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=-5', { start: 95, end: 99 }],
    ['bytes=90-1000', { start: 90, end: 99 }],
  ])('is read from %s', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range);
  });

  it.each([undefined, '', 'bytes', 'bytes=', 'bytes=5-1', 'bytes=200-', 'bytes=0-1,5-6', 'lines=0-1', 'bytes=a-b'])(
    'is the whole file where the header is %s',
    (header) => {
      expect(rangeOf(header, 100)).toBeUndefined();
    },
  );
});
