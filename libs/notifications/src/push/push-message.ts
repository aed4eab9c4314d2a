import { createHash } from 'node:crypto';
import { topicOf, type Language, type NotificationAbout } from '@guichet/contracts';
import { pushTexts, type PushTexts } from './push-texts.js';

/** A notification that waits to be shown on devices; `reference` null: it is about no case. */
export interface WaitingNotification {
  about: NotificationAbout;
  caseId: string | null;
  reference: string | null;
  /** Where in the timeline of the case it is seen; null: nowhere more than elsewhere. */
  position: number | null;
  /** Null: devices are not to say it. */
  subject: string | null;
}

/** What the service worker of the console gets (`apps/console/public/sw.mjs`). */
export interface PushMessage {
  title: string;
  body: string;
  /** A newer one with the same tag takes the place of an older one. */
  tag: string;
  /** A path of the console. */
  url: string;
  caseId: string | null;
  silent: boolean;
  unread: number;
  lang: Language;
}

const URGENT = new Set(['deadline', 'security']);

/**
 * Makes the message of what waits: one that says what has happened in which case or, where it is more, how much it is. Names and
 * texts stay in the console, and so does the subject, unless the organisation has chosen otherwise.
 */
export function pushMessage(
  waiting: readonly [WaitingNotification, ...WaitingNotification[]],
  { language, ...rest }: { language: Language; silent: boolean; unread: number },
): PushMessage {
  const texts = pushTexts[language];
  const [first] = waiting;
  const topics = new Set(waiting.map(({ about }) => topicOf[about.type]));
  const isOneCase = waiting.every(({ caseId }) => caseId === first.caseId);
  const isOneKind = topics.size === 1 && isOneCase;
  const title = isOneKind ? titleOf(first.about, texts) : texts.many(waiting.length);
  if (!isOneCase || first.caseId === null)
    return { ...rest, title, body: texts.openConsole, tag: 'several', url: '/', caseId: null, lang: language };
  const { caseId, reference, subject, position } = first;
  // Of several things in one case, none is where it is to open.
  const at = position !== null && waiting.length === 1 ? `?at=${position}` : '';
  const body = [reference, subject].filter(Boolean).join(' · ');
  return { ...rest, title, body, tag: caseId, url: `/cases/${caseId}${at}`, caseId, lang: language };
}

/** Nothing is assigned to whom a case is taken over from. */
const titleOf = ({ type }: NotificationAbout, texts: PushTexts): string =>
  type === 'taken-over' ? texts.takenOver : texts.topic[topicOf[type]];

/** Returns how the push service is to treat it (RFC 8030). It sees the topic, so that is a digest of the case. */
export const pushOptions = (waiting: readonly WaitingNotification[], { tag }: PushMessage) => ({
  TTL: 4 * 3600,
  urgency: waiting.some(({ about }) => URGENT.has(topicOf[about.type])) ? ('high' as const) : ('normal' as const),
  topic: createHash('sha256').update(tag).digest('base64url').slice(0, 32),
});
