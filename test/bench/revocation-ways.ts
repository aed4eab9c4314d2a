import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '@guichet/contracts';
import type { AgentClient } from '../support/agent-client.js';
import { clock } from './statistics-and-results.js';

/** Times by `clock()`. */
export interface Refusal {
  /** When the first refusal was there; of a socket that stays open, when it heard the last change. */
  refusedAt: number;
  /** When that was asked for which was given last; null: it was not asked for. */
  letInAt: number | null;
}

/** A way to what an agent may see. */
export interface Way {
  name: string;
  /** Resolves once it is refused. `after`: when the rights ended. */
  refused(after: number): Promise<Refusal>;
  close(): void;
}

const statusOf = async (url: string, cookie: string): Promise<number> => {
  const response = await fetch(url, { headers: { cookie } });
  await response.arrayBuffer();
  return response.status;
};

/** Between two questions of one client, in milliseconds. */
const PAUSE_MS = 20;

/** Asks again and again. `times`: how long each answer took that was given. */
export function polling(name: string, { url, cookie, times }: { url: string; cookie: string; times: number[] }): Way {
  let isOver = false;
  let letInAt: number | null = null;
  const refusal = (async () => {
    for (;;) {
      const begun = clock();
      const status = await statusOf(url, cookie);
      if (status !== 200 || isOver) return { refusedAt: clock(), letInAt };
      letInAt = begun;
      times.push(clock() - begun);
      await sleep(PAUSE_MS);
    }
  })();
  return { name, refused: () => refusal, close: () => void (isOver = true) };
}

/** How long after a revocation a socket is listened to before it is believed to be silent, in milliseconds. */
const SILENCE_MS = 700;

/** A live socket: closed, or deaf to a case about which somebody writes all the time. */
export async function listening(agent: AgentClient, caseId: string): Promise<Way> {
  const socket = await agent.live();
  let last = 0;
  let closedAt: number | null = null;
  socket.on('change', (change: Change) => {
    if (change.caseId === caseId) last = clock();
  });
  socket.on('disconnect', () => (closedAt = clock()));
  return {
    name: 'live socket',
    async refused(after) {
      for (;;) {
        if (closedAt !== null) return { refusedAt: closedAt, letInAt: null };
        const quietSince = Math.max(last, after);
        if (clock() - quietSince > SILENCE_MS) return { refusedAt: quietSince, letInAt: null };
        await sleep(10);
      }
    },
    close: () => void socket.disconnect(),
  };
}

/** A file of all cases, of which the client has read the beginning when the rights end, and then reads the rest. */
export async function exporting(url: string, cookie: string): Promise<Way> {
  const request = get(`${url}/api/v1/exports/cases?status=any`, { headers: { cookie } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`The export was answered with ${response.statusCode}.`);
  await once(response, 'readable');
  response.read();
  return {
    name: 'running export',
    refused: () =>
      new Promise((resolve, reject) => {
        response.on('error', () => resolve({ refusedAt: clock(), letInAt: null }));
        response.on('aborted', () => resolve({ refusedAt: clock(), letInAt: null }));
        response.on('end', () => response.complete && reject(new Error('The export was complete: try more cases.')));
        response.resume();
      }),
    close: () => void request.destroy(),
  };
}
