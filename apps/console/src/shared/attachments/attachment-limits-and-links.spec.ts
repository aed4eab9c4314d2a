import type { Attachment } from '@guichet/contracts';
import { exceededLimit, mayBeLinked, sentAs, whyLinked, withLargestLinked } from './attachment-limits-and-links.js';

const MB = 1_000_000;
const photo = { type: 'image/png', size: 2 * MB };
const mail = { maxCount: 3, maxTotalBytes: 5 * MB, types: null };
const messages = {
  maxCount: 1,
  maxTotalBytes: 100 * MB,
  types: [
    { type: 'image/', maxBytes: 5 * MB },
    { type: 'application/pdf', maxBytes: 100 * MB },
  ],
};

describe('a file of an answer', () => {
  it.each([
    ['with the message, where any kind is taken', photo, mail, 'file'],
    ['with the message, where its kind is taken', photo, messages, 'file'],
    ['as a link, where its kind is not taken', { type: 'text/csv', size: 10 }, messages, 'link'],
    ['as a link, where it is too large for its kind', { type: 'image/png', size: 6 * MB }, messages, 'link'],
    ['as a link, where no files are taken', photo, null, 'link'],
  ])('goes %s', (_, file, limits, expected) => expect(sentAs(file, limits)).toBe(expected));

  it.each([
    ['nothing, while it fits', [photo, photo], mail, undefined],
    ['their number', [photo, photo, photo, photo].map((file) => ({ ...file, size: 1 })), mail, 'count'],
    ['their size together', [photo, photo, photo], mail, 'bytes'],
    ['nothing, when the others are links', [photo, { type: 'text/csv', size: 1 }], messages, undefined],
    ['their kind, in an envelope', [photo], { ...messages, neverLinked: true, types: [] }, 'type'],
    ['nothing, when all are links', [photo, photo, photo, photo], null, undefined],
  ])('is too much for %s', (_, files, limits, expected) => expect(exceededLimit(files, limits)).toBe(expected));
});

describe('the reason why a file is sent as a link', () => {
  const marked = { ...photo, asLink: true };
  it.each([
    ['that there would be too much', [photo, marked], mail, 'large'],
    ['that the channel takes none, also for one that was sent so before', [marked], null, 'refused'],
    ['the kind of the other file', [marked, { type: 'text/csv', size: 10 }], messages, 'refused'],
    ['none, where all go with the message', [photo], mail, undefined],
  ])('is %s', (_, files, limits, expected) => expect(whyLinked(files, limits)).toBe(expected));
});

describe('files that are too much together', () => {
  const of = (...sizes: number[]): Pick<Attachment, 'type' | 'size' | 'asLink'>[] =>
    sizes.map((size) => ({ type: 'image/png', size: size * MB }));

  it('leave as links, the largest first, as few as it takes', () => {
    const marked = withLargestLinked(of(1, 4, 3), mail);
    expect(marked.map(({ asLink = false }) => asLink)).toEqual([false, true, false]);
    expect(exceededLimit(marked, mail)).toBeUndefined();
    expect(withLargestLinked(of(2, 2), mail)).toEqual(of(2, 2));
    expect(withLargestLinked(of(1, 1, 1, 1), mail).filter(({ asLink }) => asLink)).toHaveLength(1);
  });

  it('may do so where any kind of file is taken, and never from paper', () => {
    expect([mail, messages, null, undefined].map(mayBeLinked)).toEqual([true, false, false, false]);
    expect(mayBeLinked({ ...mail, neverLinked: true })).toBe(false);
  });
});
