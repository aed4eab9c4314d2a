import type { CaseStatus, ChannelKind, SlaTimerKind } from '@guichet/contracts';
import type { CaseEvent } from './timer-events-of-cases.js';

/** When a timer of a case started, paused and ended; how long it may run is another question. */
export interface TimerRun {
  kind: SlaTimerKind;
  /** Position of the entry that started it. */
  startPosition: number;
  startedAt: Date;
  /** The channel of the message that started it, or of the first message; null while the case has none. */
  channel: ChannelKind | null;
  state: 'running' | 'paused' | 'done' | 'dropped';
  /** The times in which it ran, in order; while it runs, the last one has no end. */
  spans: { from: Date; to: Date | null }[];
  endedAt: Date | null;
  /** When the case was closed, while it ran, that was opened again. */
  closings?: Date[];
}

/** The case as it is now. */
export interface CaseState {
  openedAt: Date;
  closedAt: Date | null;
  status: CaseStatus;
  merged: boolean;
}

/**
 * Computes the timers of a case from what happened to it, in order.
 *
 * - A response timer starts with the first message that nobody has replied to: `first-response`, then `next-response`.
 * - A resolution timer starts when the case is opened. Reopened by the citizen, a new one starts: the former target was
 *   met, and this is another matter. Reopened by us, the case was not resolved after all: the former timer resumes, without
 *   the time in between.
 * - While we wait for the citizen (`waiting`), no timer runs but that of a first response: without a reply, there is nothing
 *   that we could wait for. Snoozing is our own choice and pauses nothing; a case that waits for the citizen and is put off
 *   still waits for them, until it is back.
 * - A message that comes by a merge, or is moved here, to a case in which we wait for the citizen or which is closed, has waited since
 *   it was written: its timer runs from then, and what was late stays late.
 * - A merge takes no timer from the case into which it goes. Its resolution is due as by the channel of its own first message; a reply
 *   that came with a merged case answers what that one asked, and nothing else; and where messages of two cases wait that came by
 *   different channels, each has its timer, so that the stricter one counts. By one channel, the older message is the stricter one.
 * - Closing a case drops its response timer; when we reopen the case, that timer resumes.
 * - In spam, no timer runs. Once somebody says that it is none, its timers are as if it had never been taken for spam: the
 *   citizen has waited since they wrote, and the periods of the law run from then, too.
 */
export function foldTimers(events: readonly CaseEvent[], state: CaseState): TimerRun[] {
  const fold = new TimerFold(state.openedAt, events);
  for (const event of events) fold.apply(event);
  return fold.end(state);
}

/**
 * Computes the timers of a case that is stored. One that was imported begins for them with the first thing that happens to it
 * here; before that it has none.
 */
export function runsOf(
  { importedAt, ...state }: CaseState & { importedAt: Date | null },
  events: readonly CaseEvent[],
): TimerRun[] {
  if (importedAt === null) return foldTimers(events, state);
  const [first] = events;
  return first ? foldTimers(events, { ...state, openedAt: first.at }) : [];
}

/** The origin of what is of the case itself. */
const OWN = '';

const BY_AGENT = { byCitizen: false, byMove: false };

class TimerFold {
  private readonly runs: TimerRun[] = [];
  private status: CaseStatus = 'open';
  /** We wait for the citizen, be the case put off or not. */
  private waits = false;
  private resolution: TimerRun;
  /** The response timers, while a message waits for a reply, by its origin. */
  private responses = new Map<string, TimerRun>();
  /** The response timers that were dropped when the case was closed. */
  private droppedResponses = new Map<string, TimerRun>();
  /** The origins of the messages that were replied to; `OWN`: all of them. */
  private readonly answered = new Set<string>();
  /** A reply is written and leaves later: until then we do not wait for the citizen. */
  private hasScheduledReply = false;
  private last: Date;

  constructor(
    private readonly openedAt: Date,
    private readonly events: readonly CaseEvent[],
  ) {
    this.last = openedAt;
    const messages = events.filter((event) => event.type === 'in' || event.type === 'out');
    const first = messages.find(({ origin }) => origin === undefined) ?? messages[0];
    this.resolution = this.start('resolution', {
      startedAt: openedAt,
      startPosition: 1,
      channel: first?.channel ?? null,
    });
  }

  apply(event: CaseEvent): void {
    this.last = event.at > this.last ? event.at : this.last;
    if (event.type === 'in') this.onMessage(event);
    else if (event.type === 'out') this.onReply(event);
    else if (event.type === 'scheduled') this.hasScheduledReply = true;
    else if (event.to !== 'spam') this.changeStatus(event.to, event);
  }

  end({ status, closedAt, merged }: CaseState): TimerRun[] {
    // The status may have changed without an entry in the timeline.
    // A case whose reply is scheduled is `waiting` for others, but the citizen still waits for us.
    const isUnseen = status === 'spam' || (status === 'waiting' && this.hasScheduledReply);
    const seen = isUnseen ? this.status : status;
    this.changeStatus(seen, {
      at: status === 'closed' && closedAt ? closedAt : this.last,
      position: 1,
      ...BY_AGENT,
    });
    if (merged || status === 'spam') for (const run of this.runs) if (!run.endedAt) stop(run, 'dropped', this.last);
    return this.runs.filter((run) => !this.runs.some((other) => isStricter(other, run)));
  }

  private hasReply(origin: string): boolean {
    return this.answered.has(OWN) || this.answered.has(origin);
  }

  private onMessage({ at, position, channel, origin = OWN }: CaseEvent & { type: 'in' }): void {
    if (this.responses.has(origin)) return;
    // A first message that came while no process was there to receive it waits since the case was opened.
    const since = this.events[0]?.position === position && this.openedAt < at ? this.openedAt : at;
    this.droppedResponses.clear();
    const kind = this.hasReply(origin) ? 'next-response' : 'first-response';
    this.responses.set(origin, this.start(kind, { startedAt: since, startPosition: position, channel, origin }));
  }

  private onReply({ at, position, handsOver, origin = OWN }: CaseEvent & { type: 'out' }): void {
    this.answered.add(origin);
    for (const [of, run] of this.responses) {
      if (origin !== OWN && of !== origin) continue;
      // What was scheduled before the citizen wrote again is no reply to that.
      if (run.startPosition > position) return;
      stop(run, 'done', at);
      this.responses.delete(of);
    }
    this.droppedResponses.clear();
    if (handsOver && origin === OWN && (this.status === 'open' || this.status === 'snoozed'))
      this.changeStatus('waiting', { at, position: 0, ...BY_AGENT });
  }

  private changeStatus(
    to: CaseStatus,
    { at, position, byCitizen, byMove }: Omit<CaseEvent & { type: 'status' }, 'type' | 'to'>,
  ): void {
    const from = this.status;
    if (from === to) return;
    this.status = to;
    if (to !== 'snoozed' || from === 'closed') this.waits = to === 'waiting';
    if (to === 'closed') return this.close(at);
    if (from === 'closed') this.reopen(at, position, byCitizen);
    for (const [origin, run] of [[OWN, this.resolution] as const, ...this.responses]) {
      if (run.endedAt) continue;
      if (this.waits && this.pausesWhileWaiting(run.kind, origin)) pause(run, at);
      else resume(run, byMove && run.spans.length === 0 ? run.startedAt : at);
    }
  }

  private close(at: Date): void {
    // A case that is closed while its first reply is due was not resolved: no target was met.
    const isUnanswered = [...this.responses.keys()].some((origin) => !this.hasReply(origin));
    stop(this.resolution, isUnanswered ? 'dropped' : 'done', at);
    for (const run of this.responses.values()) stop(run, 'dropped', at);
    this.droppedResponses = this.responses;
    this.responses = new Map();
  }

  private reopen(at: Date, position: number, byCitizen: boolean): void {
    if (byCitizen) {
      this.resolution = this.start('resolution', {
        startedAt: at,
        startPosition: position,
        channel: this.resolution.channel,
      });
      return;
    }
    for (const run of [this.resolution, ...this.droppedResponses.values()]) {
      if (run.endedAt) run.closings = [...(run.closings ?? []), run.endedAt];
      Object.assign(run, { state: 'paused', endedAt: null });
    }
    // Nothing was dropped where a message came to the closed case, as by a merge: that one waits.
    if (this.responses.size === 0) this.responses = this.droppedResponses;
    this.droppedResponses = new Map();
  }

  private pausesWhileWaiting(kind: SlaTimerKind, origin: string): boolean {
    return kind !== 'first-response' || this.hasReply(origin);
  }

  private start(
    kind: SlaTimerKind,
    {
      origin = OWN,
      startedAt,
      ...from
    }: Pick<TimerRun, 'startPosition' | 'startedAt' | 'channel'> & { origin?: string },
  ): TimerRun {
    const runs = this.status !== 'closed' && !(this.waits && this.pausesWhileWaiting(kind, origin));
    const run: TimerRun = {
      ...{ kind, startedAt, ...from, endedAt: null },
      state: runs ? 'running' : 'paused',
      spans: runs ? [{ from: startedAt, to: null }] : [],
    };
    this.runs.push(run);
    return run;
  }
}

/** Makes one response timer another one needless? They have one target and end together, and this one began before. */
const isStricter = (one: TimerRun, other: TimerRun): boolean =>
  one !== other &&
  one.kind === other.kind &&
  one.kind !== 'resolution' &&
  one.channel === other.channel &&
  one.endedAt?.getTime() === other.endedAt?.getTime() &&
  (one.startedAt < other.startedAt ||
    (one.startedAt.getTime() === other.startedAt.getTime() && one.startPosition < other.startPosition));

function pause(run: TimerRun, at: Date): void {
  const span = run.spans.at(-1);
  if (span && !span.to) span.to = at;
  run.state = 'paused';
}

function resume(run: TimerRun, at: Date): void {
  if (run.state === 'running') return;
  run.spans.push({ from: at, to: null });
  run.state = 'running';
}

function stop(run: TimerRun, state: 'done' | 'dropped', at: Date): void {
  pause(run, at);
  Object.assign(run, { state, endedAt: at });
}
