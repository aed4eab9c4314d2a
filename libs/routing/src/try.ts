import { setImmediate as breathe } from 'node:timers/promises';
import { allow, teamsFor, type Principal } from '@guichet/access';
import { previewOf, visibleText } from '@guichet/cases';
import type { ChannelKind, MessageEntry, TriedMessage, TriedRouting, TryRouting } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { Reading, type Incoming } from './conditions.js';
import { PresentHouse } from './house.js';
import { languageOf } from './language.js';
import { prepareRules, route } from './route.js';
import { savedRouting } from './rules.js';
import { saidIn } from './said.js';

/** How many of those that would change are shown. */
const SHOWN = 100;
/** What is in memory at once. */
const PAGE = 500;
/** Longer than this nobody else waits for one who tries. */
const BREATH_MS = 20;

interface Opener {
  caseId: string;
  reference: string;
  subject: string;
  /** As the message had it. */
  heading: string | null;
  segments: MessageEntry['segments'];
  sender: string | null;
  channel: ChannelKind;
  accountId: string;
  teamId: string;
  at: Date;
}

/**
 * What these rules would make of messages that came already, beside what the saved ones make of them, both as things stand
 * today. Reads only; messages of cases that one may see.
 */
export async function tryRouting(query: Database['read'], who: Principal, wanted: TryRouting): Promise<TriedRouting> {
  allow(who, 'circulation.read');
  const house = await PresentHouse.load(query);
  const [saved, tried] = [prepareRules((await savedRouting(query)).rules), prepareRules(wanted.rules)];
  const held = new Map(wanted.rules.map(({ id }) => [id, 0]));
  const items: TriedMessage[] = [];
  let read = 0;
  let changed = 0;
  let breathed = performance.now();
  for await (const opener of openers(query, teamsFor(who, 'case.read'), wanted)) {
    if (performance.now() - breathed > BREATH_MS) {
      await breathe();
      breathed = performance.now();
    }
    const message = incoming(opener);
    const reading = new Reading(message, house);
    const now = route(reading, opener.teamId, saved, house).outcome;
    const then = route(reading, opener.teamId, tried, house);
    const isChanged = JSON.stringify(now) !== JSON.stringify(then.outcome);
    read += 1;
    if (isChanged) changed += 1;
    for (const { ruleId, held: holds } of then.trace) if (holds) held.set(ruleId, (held.get(ruleId) ?? 0) + 1);
    if (wanted.caseId ? true : isChanged && items.length < SHOWN)
      items.push({
        ...shown(opener, message),
        now,
        then: then.outcome,
        changed: isChanged,
        trace: then.trace,
      });
  }
  if (wanted.caseId && read === 0) throw new Failure('not-found');
  return { read, changed, byRule: [...held].map(([ruleId, count]) => ({ ruleId, held: count })), items };
}

const incoming = ({ accountId, channel, heading, segments, sender, at }: Opener): Incoming => {
  const text = saidIn(segments);
  return { accountId, channel, subject: heading ?? '', text, sender, language: languageOf(text), at };
};

const shown = ({ caseId, reference, subject, segments, channel, at }: Opener, { language }: Incoming) => ({
  caseId,
  reference,
  subject,
  preview: previewOf(visibleText(segments)),
  channel,
  language,
  at: at.toISOString(),
});

async function* openers(
  query: Database['read'],
  teams: string[] | null,
  { latest, caseId }: TryRouting,
): AsyncGenerator<Opener> {
  let before: string | null = null;
  for (let left = caseId ? 1 : latest; left > 0;) {
    const page: Opener[] = await openersBefore(query, teams, {
      caseId: caseId ?? null,
      before,
      limit: Math.min(left, PAGE),
    });
    yield* page;
    left = page.length < PAGE ? 0 : left - PAGE;
    before = page.at(-1)?.caseId ?? null;
  }
}

/**
 * The messages of citizens that opened cases, newest first. Indexes: primary key of `cases` backwards,
 * `timeline_entry_position` for the first message of each. What robots sent went through no rule.
 */
const openersBefore = (
  query: Database['read'],
  teams: string[] | null,
  { caseId, before, limit }: { caseId: string | null; before: string | null; limit: number },
): Promise<Opener[]> =>
  query(
    `select c.id as "caseId", c.reference, c.subject, e.data ->> 'subject' as heading, e.data -> 'segments' as segments,
       e.data -> 'from' ->> 'value' as sender, e.channel_kind as channel, e.channel_id as "accountId", a.team_id as "teamId", e.at
     from cases c cross join lateral (
       select * from timeline_entry first where first.case_id = c.id order by first.position limit 1) e
     join channel_account a on a.id = e.channel_id
     where ($1::uuid[] is null or c.team_id = any($1)) and ($2::uuid is null or c.id = $2) and ($3::uuid is null or c.id < $3)
       and e.kind = 'message' and e.direction = 'in' and not e.data -> 'flags' ?| array['automatic', 'recorded']
     order by c.id desc limit $4`,
    [teams, caseId, before, limit],
  );
