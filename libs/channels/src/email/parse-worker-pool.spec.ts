import { Worker } from 'node:worker_threads';
import { eventually } from '@guichet/test/eventually';
import { Unparsable } from '../channel-error.js';
import { Pool } from './parse-worker-pool.js';
import type { MailSource } from './parse-mail.js';

const source = (raw: string | Uint8Array): MailSource => ({
  raw: Uint8Array.from(Buffer.from(raw)),
  digest: 'd'.repeat(64),
  mailFrom: null,
  rcptTo: [],
  receivedAt: Date.parse('2026-11-02T12:00:00Z'),
  own: ['mairie@ville.example'],
  withHtml: true,
});
const small = (n: number) => source(`From: a@example.org\nSubject: ${n}\n\nBonjour`);
/** Seconds of work for any machine, with HTML or without. */
const endless = () => source(`From: a@example.org\nContent-Type: text/html\n\n${'<'.repeat(60_000_000)}`);

describe('the readers of mails', () => {
  let pool: Pool;
  afterEach(() => pool.close());

  // Threats: A091, M03.
  it('give up a mail that is too slow, and only that', async () => {
    pool = new Pool({ size: 2, timeLimitMs: 700, memoryLimitMb: 512 });
    await pool.run(small(0));

    const slow = pool.run(endless()).catch((error: unknown) => error);
    const others = await Promise.all(Array.from({ length: 200 }, (_, n) => pool.run(small(n))));

    expect(others.map(([event]) => event?.type === 'message' && event.subject)).toEqual(
      Array.from({ length: 200 }, (_, n) => String(n)),
    );
    expect(await slow).toMatchObject({ name: 'Unparsable', reason: 'too-slow' });
    expect(await pool.run(small(1))).toHaveLength(1);
  });

  // Threats: A090.
  it('survive a mail that takes more memory than there is', async () => {
    pool = new Pool({ size: 1, timeLimitMs: 20_000, memoryLimitMb: 24 });
    await pool.run(small(0));
    const huge = source(`From: a@example.org\nContent-Type: text/plain\n\n${'é\n'.repeat(8_000_000)}`);

    await expect(pool.run(huge)).rejects.toMatchObject({ name: 'Unparsable', reason: 'too-big' });
    expect(await pool.run(small(1))).toHaveLength(1);
  });

  it('end once there is nothing to read, but for the first', async () => {
    pool = new Pool({ size: 2, timeLimitMs: 20_000, memoryLimitMb: 128, restMs: 0 });
    const posted = jest.spyOn(Worker.prototype, 'postMessage');
    const ended = jest.spyOn(Worker.prototype, 'terminate');
    await Promise.all(Array.from({ length: 600 }, (_, n) => pool.run(small(n))));
    await eventually(() => expect(Promise.resolve(ended.mock.calls)).resolves.not.toEqual([]));

    expect(await pool.run(small(1))).toHaveLength(1);
    expect(ended.mock.contexts).not.toContain(posted.mock.contexts[0]);
    jest.restoreAllMocks();
  });

  it('refuse what waits when they are closed, and start anew', async () => {
    pool = new Pool({ size: 1, timeLimitMs: 5000, memoryLimitMb: 128 });
    const waiting = Promise.allSettled([pool.run(small(1)), pool.run(small(2)), pool.run(small(3))]);
    await pool.close();
    for (const outcome of await waiting) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Unparsable);
    }
    expect(await pool.run(small(4))).toHaveLength(1);
  });
});
