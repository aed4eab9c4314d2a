import type { EndpointRequest, Endpoints, Entry } from '@guichet/contracts';
import { call, callWithEtag } from '../api/client.js';
import { retryUntilAnswered } from '../live/retry-until-answered.js';
import type { WaitingMessage } from './outbox.js';

/** What is stored now. `cannotSee`: those whom a note mentions and who are not notified of it. */
export interface Posted {
  entry: Entry;
  cannotSee: readonly string[];
}

/**
 * For so long a message is sent by itself: the server knows a key for a day, and later its agent should look at it again.
 * Milliseconds.
 */
const SENT_FOR = 12 * 60 * 60 * 1000;

async function post({ caseId, content, body, ifMatch, idempotencyKey }: WaitingMessage): Promise<Posted> {
  const params = { id: caseId };
  if (content.mode === 'note') {
    const note = body as EndpointRequest<Endpoints['addNote']>['body'];
    const { cannotSee, ...entry } = await call('addNote', { params, body: note, idempotencyKey });
    return { entry, cannotSee };
  }
  const reply = body as EndpointRequest<Endpoints['postMessage']>['body'];
  const { data } = await callWithEtag('postMessage', { params, body: reply, ifMatch, idempotencyKey });
  return { entry: data, cannotSee: [] };
}

/** By case, the last message that is on its way. */
const last = new Map<string, Promise<unknown>>();

/**
 * Posts a message as often as it takes, one of a case after the other: one that waits for the connection is not overtaken by
 * a later one.
 *
 * @throws Failure why the server does not take it.
 */
export async function postWaitingMessage(message: WaitingMessage): Promise<Posted> {
  const { caseId } = message;
  const posted = Promise.resolve(last.get(caseId))
    .catch(() => undefined)
    .then(() => retryUntilAnswered(() => post(message), message.sentAt + SENT_FOR));
  last.set(caseId, posted);
  try {
    return await posted;
  } finally {
    if (last.get(caseId) === posted) last.delete(caseId);
  }
}
