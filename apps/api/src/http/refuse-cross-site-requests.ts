import { reasonWords } from '@guichet/contracts';
import type { OwnOriginCheck } from '@guichet/live';
import { Failure } from '@guichet/platform';
import type { FastifyRequest } from 'fastify';

/**
 * For requests that need no session, such as those that open one: nothing in them proves that a page of ours sent them, so a
 * foreign page could sign its visitor in to an account of its own. Browsers say where a request comes from, and send no JSON
 * for a foreign page unasked; programs say nothing of it and may come.
 *
 * @throws Failure `not-permitted` for a page of another site, `invalid-request` for a form.
 */
export function refuseCrossSiteRequests({ headers, host }: FastifyRequest, ownPages: OwnOriginCheck): void {
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwn || !ownPages.include({ origin: headers.origin, host }))
    throw new Failure('not-permitted', { detail: reasonWords('foreign-page'), reason: 'foreign-page' });
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    throw new Failure('invalid-request', { detail: 'The body is JSON, and its Content-Type says so.' });
}
