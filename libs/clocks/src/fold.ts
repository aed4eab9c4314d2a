import type { CaseStatus, ChannelKind, ClockKind } from '@guichet/contracts';
import type { Moment } from './moments.js';

/** One promise, as the story of the case makes it; how long it may take is another question. */
export interface Course {
  clock: ClockKind;
  /** Position of the entry that it began with. */
  since: number;
  startedAt: Date;
  /** By what it was asked, or the case began; null where nothing was said yet. */
  channel: ChannelKind | null;
  state: 'running' | 'paused' | 'done' | 'dropped';
  /** When it ran, in order; the last one has no end while it does. */
  spans: { from: Date; to: Date | null }[];
  endedAt: Date | null;
}

/** The case as it is now. */
export interface Present {
  openedAt: Date;
  closedAt: Date | null;
  status: CaseStatus;
  merged: boolean;
}

/**
 * Lays the clocks of a case over what happened to it.
 *
 * - An answer is owed from the first message that nobody has answered: the first one, or the next one.
 * - An end is owed from the opening. Reopened because the citizen wrote, it is owed anew: what was promised was kept, and
 *   this is another matter. Reopened by us, it was not over after all: the former clock goes on, without the time between.
 * - While it is the citizen's turn (`waiting`) nothing runs. Snoozing is our own choice and stops nothing.
 * - Who closes a case owes no answer any more; who then opens it again does.
 */
export function layClocks(moments: readonly Moment[], present: Present): Course[] {
  const story = new Story(present.openedAt, moments);
  for (const moment of moments) story.tell(moment);
  return story.end(present);
}

class Story {
  private readonly courses: Course[] = [];
  private status: CaseStatus = 'open';
  private resolution: Course;
  /** The answer that is owed. */
  private answer: Course | null = null;
  /** An answer that was owed when the case was closed. */
  private given: Course | null = null;
  private answered = false;
  private last: Date;

  constructor(
    private readonly openedAt: Date,
    private readonly moments: readonly Moment[],
  ) {
    this.last = openedAt;
    const first = moments.find((moment) => moment.type !== 'status');
    this.resolution = this.begin('resolution', openedAt, 1, first?.channel ?? null);
  }

  tell(moment: Moment): void {
    this.last = moment.at > this.last ? moment.at : this.last;
    if (moment.type === 'in') this.ask(moment);
    else if (moment.type === 'out') this.reply(moment);
    else this.change(moment.to, moment.at, moment.position, moment.byCitizen);
  }

  end({ status, closedAt, merged }: Present): Course[] {
    // Whatever changed it without a word in the timeline.
    this.change(status, status === 'closed' && closedAt ? closedAt : this.last, 1, false);
    if (merged) for (const course of this.courses) if (!course.endedAt) stop(course, 'dropped', this.last);
    return this.courses;
  }

  private ask({ at, position, channel }: Moment & { type: 'in' }): void {
    if (this.answer) return;
    // What came while nobody was there to understand it waits since it came.
    const since = this.moments[0]?.position === position && this.openedAt < at ? this.openedAt : at;
    this.given = null;
    this.answer = this.begin(this.answered ? 'next-response' : 'first-response', since, position, channel);
  }

  private reply({ at, handsOver }: Moment & { type: 'out' }): void {
    if (this.answer) stop(this.answer, 'done', at);
    this.answer = null;
    this.given = null;
    this.answered = true;
    if (handsOver && (this.status === 'open' || this.status === 'snoozed')) this.change('waiting', at, 0, false);
  }

  private change(to: CaseStatus, at: Date, position: number, byCitizen: boolean): void {
    const from = this.status;
    if (from === to) return;
    this.status = to;
    if (to === 'closed') return this.close(at);
    if (from === 'closed') this.reopen(at, position, byCitizen);
    for (const course of [this.resolution, this.answer]) {
      if (!course || course.endedAt) continue;
      if (to === 'waiting') pause(course, at);
      else resume(course, at);
    }
  }

  private close(at: Date): void {
    stop(this.resolution, 'done', at);
    if (this.answer) stop(this.answer, 'dropped', at);
    this.given = this.answer;
    this.answer = null;
  }

  private reopen(at: Date, position: number, byCitizen: boolean): void {
    if (byCitizen) {
      this.resolution = this.begin('resolution', at, position, this.resolution.channel);
      return;
    }
    for (const course of [this.resolution, this.given])
      if (course) Object.assign(course, { state: 'paused', endedAt: null });
    this.answer = this.given;
    this.given = null;
  }

  private begin(clock: ClockKind, startedAt: Date, since: number, channel: ChannelKind | null): Course {
    const runs = this.status !== 'waiting' && this.status !== 'closed';
    const course: Course = {
      clock,
      since,
      startedAt,
      channel,
      state: runs ? 'running' : 'paused',
      spans: runs ? [{ from: startedAt, to: null }] : [],
      endedAt: null,
    };
    this.courses.push(course);
    return course;
  }
}

function pause(course: Course, at: Date): void {
  const span = course.spans.at(-1);
  if (span && !span.to) span.to = at;
  course.state = 'paused';
}

function resume(course: Course, at: Date): void {
  if (course.state === 'running') return;
  course.spans.push({ from: at, to: null });
  course.state = 'running';
}

function stop(course: Course, state: 'done' | 'dropped', at: Date): void {
  pause(course, at);
  Object.assign(course, { state, endedAt: at });
}
