import type { ImapFlow } from 'imapflow';
import { imapLimits } from '../connect-imap.js';

/** What the connection has announced since the last check. */
export interface News {
  fresh: boolean;
  closed: boolean;
  wake: () => void;
}

export function watch(client: ImapFlow): News {
  const news: News = { fresh: false, closed: false, wake: () => undefined };
  client.on('exists', () => {
    news.fresh = true;
    news.wake();
  });
  client.on('close', () => {
    news.closed = true;
    news.wake();
  });
  return news;
}

/** Waits until something may have arrived. Where the server pushes nothing, that is after each command that tests the connection. */
export async function silence(client: ImapFlow, news: News, signal: AbortSignal): Promise<void> {
  if (!news.fresh && !news.closed) {
    const idle = client.idle().catch(() => undefined);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, imapLimits.silenceMs);
      news.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    news.wake = () => undefined;
    if (!news.closed && !news.fresh && !signal.aborted) await answers(client);
    void idle;
  }
  news.fresh = false;
  if (news.closed && !signal.aborted)
    throw Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' });
}

/** A connection can be dead without either end noticing, so this sends a command and waits for its response. */
async function answers(client: ImapFlow): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('No answer.'), { code: 'ETIMEDOUT' })),
      imapLimits.answerMs,
    );
  });
  try {
    await Promise.race([client.noop(), late]);
  } finally {
    clearTimeout(timer);
  }
}
