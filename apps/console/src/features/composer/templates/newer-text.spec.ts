import { newerText } from './newer-text.js';

const version = (number: number, state: 'approved' | 'replaced' | 'withdrawn', ...blocks: string[]) => ({
  ...{ number, state },
  blocks: blocks.map((versionId) => ({ versionId })),
});

describe('the newer text of a template', () => {
  it('is another version, or the same with another text of a shared block', () => {
    expect(newerText(version(1, 'replaced'), version(2, 'approved'))).toEqual(version(2, 'approved'));
    expect(newerText(version(1, 'withdrawn', 'a'), version(1, 'approved', 'b'))).toEqual(version(1, 'approved', 'b'));
  });

  it('is not the one that stands there, as it was read before it was replaced or withdrawn', () => {
    expect(newerText(version(1, 'withdrawn', 'a'), version(1, 'approved', 'a'))).toBeUndefined();
    expect(newerText(version(1, 'replaced'), version(1, 'approved'))).toBeUndefined();
  });

  it('is none that was withdrawn itself, and none as long as it is not known', () => {
    expect(newerText(version(1, 'replaced'), version(2, 'withdrawn'))).toBeUndefined();
    expect(newerText(version(1, 'replaced'), undefined)).toBeUndefined();
  });
});
