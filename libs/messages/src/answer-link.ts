import type { Language } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure, type Keyring } from '@guichet/platform';
import { isNotice } from '@guichet/templates';
import { idNamed, signedName } from './signed-name.js';
import { NOTHING_LEFT } from './withdrawn.js';

const MONTH_MS = 30 * 86_400_000;

/**
 * A page of ours that shows one answer in full to whoever holds the link. Short, as an SMS must have room for it; the same
 * whenever it is made: the month that it is good for begins when the answer leaves.
 */
export const answerLink = (keyring: Keyring, publicUrl: string, answerId: string): string =>
  `${publicUrl}/portal/answers/${signedName(keyring, 'answer-link', answerId)}`;

/** The answer that the last part of a link names; null: it is none of ours. */
export const answerBehind = (keyring: Keyring, token: string): string | null => idNamed(keyring, 'answer-link', token);

const ANSWER_LINK = /https?:\/\/[\w.:[\]-]+(?:\/[\w.~-]+)*\/portal\/answers\/([a-z2-7.]+)/;

/** Says only that an answer is there, in our words and with a link that we have made: whoever overhears it has learnt nothing. */
export function isOurNotice(keyring: Keyring, text: string, of: { organisation: string; reference: string }): boolean {
  const [link, token] = ANSWER_LINK.exec(text) ?? [];
  return link !== undefined && answerBehind(keyring, token!) !== null && isNotice(text, { ...of, answer_link: link });
}

export interface LinkedAnswer {
  language: Language;
  subject: string;
  /** Sanitised when it was written. */
  html: string;
  sentAt: Date;
}

/** What a link of ours shows: nothing before its answer has begun to leave. A letter has no delivery: it is out of the house. */
export async function linkedAnswer(database: Database, keyring: Keyring, token: string): Promise<LinkedAnswer> {
  const answerId = answerBehind(keyring, token);
  const [answer] = answerId
    ? await database.read<LinkedAnswer>(
        `select p.language, p.subject, p.html, coalesce(d.sent_at, d.started_at, e.at) as "sentAt"
         from answer_page p join timeline_entry e on e.id = p.entry_id left join delivery d on d.entry_id = p.entry_id
         where p.id = $1 and (d.entry_id is null or d.state in ('sending', 'sent', 'delivered', 'read', 'unknown')
           or (d.state in ('queued', 'failed') and not ${NOTHING_LEFT}))`,
        [answerId],
      )
    : [];
  if (!answer || answer.sentAt.getTime() + MONTH_MS <= database.now().getTime()) throw new Failure('not-found');
  return answer;
}
