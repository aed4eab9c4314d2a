import { DEFAULT_SCHEDULE, type CaseStatus, type Duration } from '@guichet/contracts';
import { layClocks, type Course, type Present } from './fold.js';
import { linesOf } from './lines.js';
import { measure } from './measure.js';
import type { Moment } from './moments.js';

/** Thursdays are open from nine to twelve and from half past one to five, like every working day: hours of UTC here. */
const schedule = { ...DEFAULT_SCHEDULE, timeZone: 'UTC' };
const at = (time: string) => new Date(`2026-03-${time.replace(' ', 'T')}:00Z`);

type Line = [time: string, what: 'in' | 'out' | 'call' | 'letter' | CaseStatus, byCitizen?: boolean];
/** `letter` is a recorded message of the citizen; in a `call` somebody of ours was spoken with: nothing is sent, nobody's turn changes. */
const moments = (...story: Line[]): Moment[] =>
  story.map(([time, what, byCitizen = false], n) => {
    const when = { at: at(time), position: n + 1 };
    if (what === 'in' || what === 'letter') return { ...when, type: 'in', channel: what === 'in' ? 'email' : 'post' };
    if (what === 'out' || what === 'call')
      return { ...when, type: 'out', channel: what === 'out' ? 'email' : 'phone', handsOver: what === 'out' };
    return { ...when, type: 'status', to: what, byCitizen };
  });
const laid = (story: Line[], status: CaseStatus, changes: Partial<Present> = {}) => {
  const first = at(story[0]?.[0] ?? '02 09:00');
  return layClocks(moments(...story), { openedAt: first, closedAt: null, status, merged: false, ...changes });
};
const short = ({ clock, since, state, endedAt }: Course) =>
  `${clock}@${since} ${state}${endedAt ? ` ${endedAt.toISOString().slice(8, 16)}` : ''}`;
const seconds = (value: number, unit: Duration['unit'] = 'hours'): Duration => ({ value, unit });

describe('the clocks of a case', () => {
  // prettier-ignore
  it.each<[what: string, story: Line[], status: CaseStatus, clocks: string[]]>([
    ['that waits for its first answer', [['02 09:00', 'in'], ['02 10:00', 'in']], 'open',
      ['resolution@1 running', 'first-response@1 running']],
    ['that was answered', [['02 09:00', 'in'], ['02 10:00', 'out']], 'waiting',
      ['resolution@1 paused', 'first-response@1 done 02T10:00']],
    ['whose citizen wrote twice after an answer', [['02 09:00', 'in'], ['02 10:00', 'out'], ['03 09:00', 'open', true], ['03 09:00', 'in'], ['03 10:00', 'in']], 'open',
      ['resolution@1 running', 'first-response@1 done 02T10:00', 'next-response@4 running']],
    ['that was answered by phone', [['02 09:00', 'in'], ['02 10:00', 'call']], 'open',
      ['resolution@1 running', 'first-response@1 done 02T10:00']],
    ['that began with a call, and goes on with a letter', [['02 09:00', 'call'], ['03 09:00', 'letter']], 'open',
      ['resolution@1 running', 'next-response@2 running']],
    ['whose agent wrote first', [['02 09:00', 'out'], ['03 09:00', 'open', true], ['03 09:00', 'in']], 'open',
      ['resolution@1 running', 'next-response@3 running']],
    ['that waits by our word, unanswered', [['02 09:00', 'in'], ['02 10:00', 'waiting']], 'waiting',
      ['resolution@1 paused', 'first-response@1 paused']],
    ['that sleeps', [['02 09:00', 'in'], ['02 10:00', 'snoozed']], 'snoozed',
      ['resolution@1 running', 'first-response@1 running']],
    ['that was closed without an answer', [['02 09:00', 'in'], ['02 10:00', 'closed']], 'closed',
      ['resolution@1 done 02T10:00', 'first-response@1 dropped 02T10:00']],
    ['that was closed by mistake', [['02 09:00', 'in'], ['02 10:00', 'closed'], ['03 09:00', 'open']], 'open',
      ['resolution@1 running', 'first-response@1 running']],
    ['that the citizen opened again', [['02 09:00', 'in'], ['02 10:00', 'out'], ['02 11:00', 'closed'], ['04 09:00', 'open', true], ['04 09:00', 'in']], 'open',
      ['resolution@1 done 02T11:00', 'first-response@1 done 02T10:00', 'resolution@4 running', 'next-response@5 running']],
    ['that was closed without a word of it', [['02 09:00', 'in']], 'closed',
      ['resolution@1 done 02T09:00', 'first-response@1 dropped 02T09:00']],
    ['in which nobody wrote', [], 'open', ['resolution@1 running']],
  ])('%s', (_, story, status, expected) => {
    expect(laid(story, status).map(short)).toEqual(expected);
  });

  it('are dropped where it was merged into another one', () => {
    expect(laid([['02 09:00', 'in']], 'closed', { merged: true }).map(({ state }) => state)).toEqual([
      'done',
      'dropped',
    ]);
    expect(laid([], 'open', { merged: true }).map(({ state }) => state)).toEqual(['dropped']);
  });

  it('begin when it came, however late it was understood', () => {
    const [, first] = laid([['02 11:00', 'in']], 'open', { openedAt: at('02 09:30') });
    expect(first!.startedAt).toEqual(at('02 09:30'));
  });
});

describe('a clock', () => {
  const waited = laid(
    [['02 09:00', 'in'], ['02 11:00', 'out'], ['04 09:00', 'open', true], ['04 09:00', 'in']],
    'open',
  )[0]!; // prettier-ignore

  it('does not count the time of the citizen', () => {
    // Two hours on Monday; the other eight from Wednesday morning on.
    expect(measure(waited, seconds(10), schedule, at('04 11:00'))).toEqual({
      dueAt: at('05 10:30'),
      elapsedSeconds: 4 * 3600,
      totalSeconds: 36_000,
      breachedAt: null,
      passed: null,
      ringsAt: at('04 12:00'),
    });
  });

  it('has passed its levels in order, and rings at the next', () => {
    const passed = (time: string) => measure(waited, seconds(10), schedule, at(time))!;
    expect([passed('04 12:00'), passed('04 16:30'), passed('05 10:30')].map((found) => found.passed)).toEqual([
      50, 80, 100,
    ]);
    expect(passed('05 10:30')).toMatchObject({ breachedAt: at('05 10:30'), ringsAt: at('06 15:30') });
    expect(passed('30 11:30')).toMatchObject({ passed: 200, ringsAt: null });
  });

  it('of days is due when the team closes, whenever in a second it began', () => {
    const began = new Date(at('02 10:00').getTime() + 960);
    const [resolution] = layClocks([], { openedAt: began, closedAt: null, status: 'open', merged: false });
    expect(measure(resolution!, seconds(1, 'days'), schedule, at('02 11:00'))!.dueAt).toEqual(at('03 17:00'));
  });

  it('that ended in time was not missed, whenever that is looked at', () => {
    const done = laid([['02 09:00', 'in'], ['02 10:00', 'out']], 'waiting')[1]!; // prettier-ignore
    expect(measure(done, seconds(1), schedule, at('30 09:00'))).toMatchObject({
      breachedAt: null,
      elapsedSeconds: 3600,
    });
    expect(measure(done, seconds(59, 'minutes'), schedule, at('30 09:00'))).toMatchObject({
      breachedAt: at('02 09:59'),
    });
  });

  it('tells how it came to its time, day by day', () => {
    const closedDay = { ...schedule, exceptions: [{ date: '2026-03-05', name: 'Formation', slots: [] }] };
    const lines = linesOf(waited, closedDay, at('09 10:00'));
    expect(
      lines.map(({ what, name, from, to, seconds: counted }) => [
        what,
        name,
        from.slice(8, 16),
        to.slice(8, 16),
        counted / 3600,
      ]),
    ).toEqual([
      ['working', null, '02T09:00', '02T11:00', 2],
      ['waiting', null, '02T11:00', '04T09:00', 0],
      ['working', null, '04T09:00', '05T00:00', 6.5],
      ['holiday', 'Formation', '05T00:00', '06T00:00', 0],
      ['working', null, '06T00:00', '07T00:00', 6.5],
      ['closed', null, '07T00:00', '09T00:00', 0],
      ['working', null, '09T00:00', '09T10:00', 1],
    ]);
    const total = lines.reduce((sum, line) => sum + line.seconds, 0);
    expect(total).toBe(measure(waited, seconds(99), closedDay, at('09 10:00'))!.elapsedSeconds);
  });
});
