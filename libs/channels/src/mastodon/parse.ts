import { z } from 'zod';
import { Unparsable } from '../channel-error.js';
import type { InboundEvent } from '../inbound-events.js';
import type { RawRequest } from '../raw-request.js';
import { plainMessage } from '../kit/text-only-message-fields.js';
import { fingerprintOf } from '../kit/message-fingerprint.js';
import { referenceHints } from '../kit/case-references.js';
import { hostOf, type MastodonConfig } from './config.js';
import { contentOf } from './post-content.js';
import { Account, Notification, Status } from './api-entities.js';
import { fullName, person, postId } from './handles.js';

/** What `listen` has found, with the names of Mastodon's streaming API. */
const Found = z.discriminatedUnion('event', [
  z.object({ event: z.literal('notification'), payload: Notification }),
  z.object({ event: z.literal('status.update'), payload: Status }),
  z.object({ event: z.literal('delete'), payload: z.object({ id: z.string(), account: Account }) }),
]);
type Found = z.infer<typeof Found>;

/** Our account: its id on the instance, and its name with its domain. */
interface Own {
  id: string;
  domain: string;
  name: string;
  host: string;
}

export async function parse({ body, headers }: RawRequest, config: MastodonConfig): Promise<InboundEvent[]> {
  const name = headers['account'] ?? '';
  const own = { id: headers['account-id'] ?? '', name, domain: name.split('@')[1] ?? '', host: hostOf(config) };
  const found = foundIn(body);
  switch (found.event) {
    case 'notification':
      return ofNotification(found.payload, own);
    case 'status.update': {
      const { text } = contentOf(found.payload, own.id);
      const { id, account, edited_at } = found.payload;
      const from = person(account, own.domain);
      return [{ type: 'edit', target: postId(own.host, id), from, text, at: date(edited_at) }];
    }
    case 'delete': {
      const { id, account } = found.payload;
      return [{ type: 'deletion', target: postId(own.host, id), from: person(account, own.domain), at: null }];
    }
  }
}

function foundIn(body: Uint8Array): Found {
  try {
    return Found.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch (error) {
    throw new Unparsable('unparsable', 'This is nothing that Mastodon tells.', { cause: error });
  }
}

function ofNotification({ type, account, status, created_at }: Notification, own: Own): InboundEvent[] {
  // Our own posts may mention us, too.
  if (!status || fullName(account.acct, own.domain) === own.name) return [];
  if (type === 'mention') return [messageOf(status, own)];
  // Mastodon has only this one reaction.
  if (type === 'favourite')
    return [
      {
        type: 'reaction',
        target: postId(own.host, status.id),
        from: person(account, own.domain),
        emoji: '⭐',
        at: date(created_at),
      },
    ];
  return [];
}

function messageOf(status: Status, own: Own): InboundEvent {
  const { text, html, remoteImages, attachments, flags } = contentOf(status, own.id);
  const from = person(status.account, own.domain);
  const answered = status.in_reply_to_id;
  return {
    ...plainMessage(text),
    externalId: postId(own.host, status.id),
    fingerprint: fingerprintOf([from.value, text, attachments.map(({ content }) => content)]),
    threadKeys: [...(answered ? [`ref:${postId(own.host, answered)}`] : []), ...referenceHints(text)],
    from,
    to: [{ type: 'account', value: `mastodon:${own.name}`, verified: true }],
    sentAt: date(status.created_at),
    html,
    remoteImages,
    attachments,
    ...(status.account.bot && { automatic: 'bulk' as const }),
    flags,
  };
}

function date(text: string | null | undefined): Date | null {
  const at = new Date(text ?? NaN);
  return Number.isNaN(at.getTime()) ? null : at;
}
