import { Readable } from 'node:stream';
import { ByteBudget, hopsOf, readMessage } from './read-smtp-message.js';

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
  const hops = (text: string) => hopsOf(Buffer.from(text), 'desk.example.org');

  // Threats: S21.
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])('are counted in the header alone, with line ends %s', (_, end) => {
    expect(hops(`${trace(end)}${end}${trace(end)}`).all).toBe(2);
    expect(hops(trace(end)).all).toBe(2);
    expect(hops(`${end}${trace(end)}`).all).toBe(0);
  });

  it.each([
    ['Received: from a by desk.example.org with ESMTP; Mon, 2 Nov 2026 09:15:00 +0100', 1],
    ['Received: from a (b [192.0.2.1])\r\n\tby DESK.example.org. (Postfix) with ESMTP id 1', 1],
    ['Received: by desk.example.org', 1],
    ['Received: from desk.example.org by mx.example.net', 0],
    ['Received: from a by desk.example.org.evil.example', 0],
    ['Received: from a by other-desk.example.org', 0],
    ['Received: from a by deskXexample.org', 0],
    ['X-Received: from a by desk.example.org', 0],
    ['Subject: sent\r\n by desk.example.org', 0],
  ])('are ours by the name of the server: %j', (field, own) => {
    expect(hops(`${field}\r\n\r\nx`).own).toBe(own);
  });
});
