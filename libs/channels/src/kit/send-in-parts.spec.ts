import { ChannelError } from '../channel-error.js';
import type { PartIds } from '../outbound-message.js';
import { sendInOrder, textParts, textPartsInBytes } from './send-in-parts.js';

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

  // Threats: T06, U06.
  it('is never cut inside a character', () => {
    const family = '👨‍👩‍👧‍👦';
    const parts = textParts(family.repeat(50), 100);
    expect(parts.every((part) => part.length <= 100 && part.length % family.length === 0)).toBe(true);
    expect(parts.join('')).toBe(family.repeat(50));
    // One that is longer than a part is cut all the same.
    expect(textParts('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });
});

describe('a long text with a limit in bytes', () => {
  it('is cut by what its characters weigh, and loses no word', () => {
    const text = Array.from({ length: 300 }, (_, n) => `été${n}`).join(' ');
    const parts = textPartsInBytes(text, 100);
    expect(parts.every((part) => Buffer.byteLength(part) <= 100)).toBe(true);
    expect(parts.join(' ')).toBe(text);
    expect(textPartsInBytes('é'.repeat(50), 100)).toHaveLength(1);
    expect(textPartsInBytes('😀'.repeat(26), 100).join('')).toBe('😀'.repeat(26));
  });
});

describe('the parts of a message', () => {
  const fault = new ChannelError('Slow down', { retryable: true, afterSeconds: 7 });
  const send = (failAt?: number) => (part: number, before: string | null) =>
    part === failAt ? Promise.reject(fault) : Promise.resolve(`id${part}${before ? `>${before.slice(0, 3)}` : ''}`);
  const log = (sent: PartIds = []) => {
    const recorded: [PartIds, number][] = [];
    const record = async (ids: PartIds, of: number) => void recorded.push([[...ids], of]);
    return { sent, record, recorded };
  };

  it('give it the id of the first one, and each knows the one before', async () => {
    expect(await sendInOrder([1, 2, 3], log(), send())).toMatchObject({
      externalId: 'id1',
      otherIds: ['id2>id1', 'id3>id2'],
      refused: [],
    });
  });

  it('are recorded before each of them is sent; a message of one part is not', async () => {
    const parts = log();
    await sendInOrder([1, 2], parts, send());
    expect(parts.recorded).toEqual([
      [[null, null], 2],
      [['id1', null], 2],
    ]);
    const whole = log();
    await sendInOrder([1], whole, send());
    expect(whole.recorded).toEqual([]);
  });

  it('fail with the fault of the one that stopped them', async () => {
    await expect(sendInOrder([1, 2, 3], log(), send(1))).rejects.toBe(fault);
    await expect(sendInOrder([1, 2, 3], log(), send(3))).rejects.toMatchObject({
      reason: 'channel.parts-left {"left":2,"of":3,"because":"Slow down"}',
      retryable: true,
      uncertain: false,
      afterSeconds: 7,
    });
  });

  it('are not sent again once they were sent', async () => {
    expect(await sendInOrder([1, 2, 3, 4], log(['one', null, 'three']), send())).toMatchObject({
      externalId: 'one',
      otherIds: ['id2>one', 'three', 'id4>thr'],
    });
  });

  it('are at least one', async () => {
    await expect(sendInOrder([], log(), send())).rejects.toMatchObject({ retryable: false });
  });
});
