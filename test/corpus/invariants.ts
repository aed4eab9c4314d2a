import { isAddrSpec, standsIn } from './address-checks.js';
import type { Entry, Filed } from './stored-messages.js';
import { dangersOf } from './find-dangers-in-html.js';
import { oddDates, severalSenders, unreadableDates, verdictOf } from './expected-verdicts.js';

export interface Run {
  startedAt: Date;
  endedAt: Date;
  filed: readonly Filed[];
  /** Messages of which the product knows an equal one: same Message-ID, same content. */
  isCopy(message: Filed): Promise<boolean>;
}

export interface Violation {
  invariant: string;
  message: string;
  detail: string;
}

type Report = (invariant: string, detail: string) => void;

/** Everything that must hold for every message of every run, as far as a run can see it. */
export async function violationsOf(run: Run): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const message of run.filed) {
    const report: Report = (invariant, detail) => violations.push({ invariant, message: message.name, detail });
    await checkStored(run, message, report);
    checkVerdict(message, report);
    if (message.entry) checkEntry(run, { message, entry: message.entry, report });
  }
  return violations;
}

async function checkStored(run: Run, message: Filed, report: Report): Promise<void> {
  const { envelope, entry, digest } = message;
  if (!envelope) return report('INV-02', 'was accepted and is not stored');
  if (envelope.storedDigest !== digest) report('INV-03', 'the stored bytes are other bytes');
  if (envelope.state === 'received') report('INV-02', 'was never understood');
  if (envelope.reason === 'failed-repeatedly') report('INV-01', 'could not be written');
  const isSeen = entry !== null || envelope.state === 'quarantined' || verdictOf(message) === 'report';
  if (!isSeen && !(await run.isCopy(message))) report('INV-02', 'is neither in a case nor in the quarantine');
}

/** For what a message may be held, where it must not open a case. */
const heldAs = { report: 'unmatched-bounce', complaint: 'complaint', reply: 'unmatched-automatic' } as const;

function checkVerdict(message: Filed, report: Report): void {
  const { envelope, entry } = message;
  if (!envelope) return;
  const verdict = verdictOf(message);
  const automatic = entry?.data.flags.includes('automatic') ?? false;
  if (verdict === 'report' || verdict === 'complaint' || verdict === 'reply') {
    if (entry) report('INV-08', `a ${verdict} opened a case`);
    if (envelope.reason !== heldAs[verdict]) report('INV-08', `held as ${envelope.reason}`);
  } else if (verdict === 'automatic' || verdict === 'daemon') {
    const isKnown = automatic || envelope.reason === heldAs[verdict === 'daemon' ? 'report' : 'reply'];
    if (!isKnown) report('INV-08', 'a robot taken for a person');
  } else {
    if (envelope.reason?.startsWith('unmatched') || envelope.reason === 'complaint')
      report('INV-08', `held as ${envelope.reason}`);
    if (automatic) report('INV-08', 'a person taken for a robot');
  }
}

function checkEntry(run: Run, { message, entry, report }: { message: Filed; entry: Entry; report: Report }): void {
  const { data } = entry;
  for (const [path, text] of strings(data)) {
    if (text.includes('\0') || !text.isWellFormed()) report('INV-04', `${path} holds what cannot be stored`);
  }
  checkDates(run, { message, entry, report });
  for (const handle of [data.from, ...data.to, ...data.cc]) {
    if (!handle) continue;
    if (!isAddrSpec(handle.value)) report('INV-06', `${handle.value} is not an address`);
    else if (!standsIn(message.raw, handle.value))
      report('INV-06', `${handle.value} does not stand in the message as an address`);
  }
  const unproven = data.flags.some((flag) => flag === 'no-sender' || flag === 'several-senders');
  if (unproven !== (data.from === null))
    report('INV-07', `from ${data.from?.value ?? 'nobody'}, flags ${data.flags.join(' ')}`);
  if (severalSenders.includes(message.name) && data.from) report('INV-07', `${data.from.value} is one of several`);
  if (data.from === null && entry.position === 1 && entry.citizen_id) report('INV-07', 'a person was made of no proof');
  for (const { name } of data.attachments) {
    if (!isSafeName(name)) report('INV-10', JSON.stringify(name));
  }
  for (const danger of data.html === null ? [] : dangersOf(data.html)) report('INV-11', danger);
  if (data.hiddenParts > 0 !== data.flags.includes('parts-hidden'))
    report('INV-12', `${data.hiddenParts} parts hidden`);
  if (!data.hasOriginal) report('INV-12', 'the original is not within reach');
}

const DAY_MS = 86_400_000;

function checkDates(
  run: Run,
  { message: { name }, entry: { at, data }, report }: { message: Filed; entry: Entry; report: Report },
): void {
  if (at < run.startedAt || at > run.endedAt) report('INV-05', `ordered by ${at.toISOString()}`);
  const claimed = data.claimedAt === null ? null : new Date(data.claimedAt);
  const odd = claimed !== null && (claimed.getTime() < 0 || claimed.getTime() > run.endedAt.getTime() + DAY_MS);
  if (odd !== data.flags.includes('date-odd'))
    report('INV-05', `claims ${data.claimedAt}, flags ${data.flags.join(' ')}`);
  if (claimed && claimed >= run.startedAt && claimed <= run.endedAt)
    report('INV-05', 'the claimed date is the present time');
  if (oddDates.includes(name) && !odd) report('INV-05', `claims ${data.claimedAt}`);
  if (unreadableDates.includes(name) && claimed) report('INV-05', `claims ${data.claimedAt}`);
}

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const isSafeName = (name: string): boolean =>
  name.trim() !== '' &&
  !/[/\\\p{Cc}\p{Bidi_Control}\u200B\uFEFF]/u.test(name) &&
  !reserved.test(name) &&
  !/^\.|[. ]$/.test(name) &&
  Buffer.byteLength(name) <= 255;

function* strings(value: unknown, path = 'entry'): Generator<[string, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* strings(inner, `${path}.${key}`);
  }
}
