import { attemptOf, joined, nothing } from './unsent-comment.js';

const words = (text: string) => ({ text, mentions: [] });

describe('a comment whose fate is unknown', () => {
  it('is the same one where the same words are sent again, until it has arrived', () => {
    const first = attemptOf('case-1', { text: 'Plus court ?' });
    expect(attemptOf('case-1', { text: 'Plus court ?' }).key).toBe(first.key);
    expect(attemptOf('case-2', { text: 'Plus court ?' }).key).not.toBe(first.key);
    first.end();
    expect(attemptOf('case-1', { text: 'Plus court ?' }).key).not.toBe(first.key);
  });
  it('is another one with other words, which the end of the first one leaves alone', () => {
    const first = attemptOf('case-3', { text: 'Plus court ?' });
    const second = attemptOf('case-3', { text: 'Plus long ?' });
    first.end();
    expect(attemptOf('case-3', { text: 'Plus long ?' }).key).toBe(second.key);
    expect(second.key).not.toBe(first.key);
  });
});

describe('a comment that could not be sent', () => {
  it('stands above what was typed since, and alone where that is nothing', () => {
    expect(joined(words('Plus court ?'), words('Et le délai ?')).text).toBe('Plus court ?\n\nEt le délai ?');
    expect(joined(words('Plus court ?'), nothing).text).toBe('Plus court ?');
  });
});
