import { Readable } from 'node:stream';
import { ByteBudget, hops, readMessage } from './read-smtp-message.js';

const stream = (...sizes: number[]) => Readable.from(sizes.map((size) => Buffer.alloc(size, 'x')));

describe('the bytes of a message', () => {
  it('stay taken until they are given back', async () => {
    const budget = new ByteBudget(100);
    const first = await readMessage(stream(30, 30), 80, budget);
    expect(first).toHaveLength(60);
    expect(await readMessage(stream(30, 30), 80, budget)).toBe('no-room');
    // The one that was refused holds nothing: there is as much room as before it.
    expect(await readMessage(stream(40), 80, budget)).toHaveLength(40);
    budget.give(100);
    expect(await readMessage(stream(50, 30), 80, budget)).toHaveLength(80);
  });

  // Threats: S09.
  it('are forgotten when there are too many, and read to the end', async () => {
    const budget = new ByteBudget(100);
    const long = stream(50, 50, 50);
    expect(await readMessage(long, 80, budget)).toBe('too-big');
    expect(long.readableEnded).toBe(true);
    expect(budget.take(100)).toBe(true);
  });

  it('are given back when the client goes away', async () => {
    const budget = new ByteBudget(100);
    const cut = Readable.from(
      (async function* () {
        yield Buffer.alloc(90);
        await Promise.resolve();
        throw new Error('gone');
      })(),
    );
    await expect(readMessage(cut, 100, budget)).rejects.toThrow('gone');
    expect(budget.take(100)).toBe(true);
  });
});

describe('hops', () => {
  const trace = (end: string) => `Received: from a${end}\tby b${end}RECEIVED : from c${end}Subject: x${end}`;

  // Threats: S21.
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])('are counted in the header alone, with line ends %s', (_, end) => {
    expect(hops(Buffer.from(`${trace(end)}${end}${trace(end)}`))).toBe(2);
    expect(hops(Buffer.from(trace(end)))).toBe(2);
    expect(hops(Buffer.from(`${end}${trace(end)}`))).toBe(0);
  });
});
