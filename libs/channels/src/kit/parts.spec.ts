import { ChannelError } from '../channel.js';
import { sendInOrder, textParts } from './parts.js';

describe('a long text', () => {
  it('is one part where it fits', () => {
    expect(textParts(' Bonjour \n', 2000)).toEqual(['Bonjour']);
    expect(textParts(' \n ', 2000)).toEqual([]);
  });

  it('is cut where a reader pauses', () => {
    expect(textParts('Un paragraphe.\n\nUn autre. Et la fin', 20)).toEqual(['Un paragraphe.', 'Un autre. Et la fin']);
    expect(textParts('Une phrase. Une autre phrase.', 20)).toEqual(['Une phrase.', 'Une autre phrase.']);
  });

  it('loses no word', () => {
    const text = Array.from({ length: 3000 }, (_, n) => `mot${n}`).join(' ');
    const parts = textParts(text, 2000);
    expect(parts.every((part) => part.length <= 2000)).toBe(true);
    expect(parts.join(' ')).toBe(text);
  });

  it('is never cut inside a character', () => {
    const family = '👨‍👩‍👧‍👦';
    const parts = textParts(family.repeat(50), 100);
    expect(parts.every((part) => part.length <= 100 && part.length % family.length === 0)).toBe(true);
    expect(parts.join('')).toBe(family.repeat(50));
    // One that is longer than a part is cut all the same.
    expect(textParts('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });
});

describe('the parts of a message', () => {
  const failAt = (at: number, fault: ChannelError) => (part: number) =>
    part === at ? Promise.reject(fault) : Promise.resolve(`id${part}`);

  it('give it the id of the first one', async () => {
    expect(await sendInOrder([1, 2, 3], failAt(9, new ChannelError('', true)))).toMatchObject({
      externalId: 'id1',
      otherIds: ['id2', 'id3'],
      refused: [],
    });
  });

  it('may be tried again as long as none has left', async () => {
    const fault = new ChannelError('Slow down', true);
    await expect(sendInOrder([1, 2, 3], failAt(1, fault))).rejects.toBe(fault);
  });

  it('are not sent twice once one has left', async () => {
    await expect(sendInOrder([1, 2, 3], failAt(3, new ChannelError('Slow down', true)))).rejects.toMatchObject({
      reason: 'Only 2 of 3 parts of this message have left: Slow down',
      retryable: false,
    });
  });

  it('are at least one', async () => {
    await expect(sendInOrder([], failAt(0, new ChannelError('', true)))).rejects.toMatchObject({ retryable: false });
  });
});
