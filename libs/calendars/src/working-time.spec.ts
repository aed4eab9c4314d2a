import { Territory, Weekday, type BusinessHours, type Slot } from '@guichet/contracts';
import fc from 'fast-check';
import { addWorkingTime, dueAt, isOpen, nextOpenTime, workingSeconds } from './working-time.js';

const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const slots: fc.Arbitrary<Slot[]> = fc.array(
  fc
    .tuple(fc.nat(1439), fc.integer({ min: 0, max: 1440 }))
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ from: time(from), to: time(to) })),
  { maxLength: 3 },
);
const day = fc
  .date({ min: new Date('2025-06-01'), max: new Date('2028-06-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const zones = ['Europe/Paris', 'Indian/Reunion', 'Pacific/Marquesas', 'America/Miquelon', 'Australia/Lord_Howe', 'UTC'];

const schedules: fc.Arbitrary<BusinessHours> = fc.record({
  timeZone: fc.constantFrom(...zones),
  week: fc.record(Object.fromEntries(Weekday.options.map((name) => [name, slots]))),
  territory: fc.constantFrom(null, ...Territory.options),
  exceptions: fc.uniqueArray(fc.record({ date: day, name: fc.constant('Pont'), slots }), {
    maxLength: 5,
    selector: ({ date }) => date,
  }),
});
/** Around whole seconds, three years long. */
const moment = fc
  .integer({ min: Date.UTC(2025, 6, 1) / 1000, max: Date.UTC(2028, 4, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const seconds = fc.integer({ min: 1, max: 90 * 86_400 });

const holds = <Values>(property: fc.IProperty<Values>) => fc.assert(property, { numRuns: 100 });

describe('working time', () => {
  // Threats: C01.
  it('is the sum of its parts, and never more than the time', () => {
    holds(
      fc.property(schedules, moment, moment, moment, (schedule, ...moments) => {
        const [a, b, c] = moments.sort((one, other) => one.getTime() - other.getTime());
        const whole = workingSeconds(schedule, a, c);
        expect(workingSeconds(schedule, a, b) + workingSeconds(schedule, b, c)).toBe(whole);
        expect(whole).toBeLessThanOrEqual((c.getTime() - a.getTime()) / 1000);
      }),
    );
  });

  it('that is added has then passed, and not a moment earlier', () => {
    holds(
      fc.property(schedules, moment, seconds, (schedule, from, wanted) => {
        const to = addWorkingTime(schedule, from, wanted);
        fc.pre(to !== undefined);
        expect(workingSeconds(schedule, from, to)).toBe(wanted);
        expect(workingSeconds(schedule, from, new Date(to.getTime() - 1000))).toBe(wanted - 1);
      }),
    );
  });

  it('that has passed and is added leads back, at most over a pause', () => {
    holds(
      fc.property(schedules, moment, moment, (schedule, one, other) => {
        const [from, to] = one <= other ? [one, other] : [other, one];
        const back = addWorkingTime(schedule, from, workingSeconds(schedule, from, to))!;
        expect(back.getTime()).toBeLessThanOrEqual(to.getTime());
        expect(workingSeconds(schedule, back, to)).toBe(0);
      }),
    );
  });

  it('that is more, or begins later, is due later', () => {
    holds(
      fc.property(schedules, moment, seconds, seconds, (schedule, from, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const [sooner, later] = [addWorkingTime(schedule, from, less), addWorkingTime(schedule, from, more)];
        fc.pre(sooner !== undefined && later !== undefined);
        expect(sooner.getTime()).toBeLessThanOrEqual(later.getTime());
        const after = addWorkingTime(schedule, new Date(from.getTime() + 3_600_000), more)!;
        expect(after.getTime()).toBeGreaterThanOrEqual(later.getTime());
      }),
    );
  });

  it('goes on at the next opening', () => {
    holds(
      fc.property(schedules, moment, (schedule, at) => {
        const next = nextOpenTime(schedule, at);
        fc.pre(next !== undefined);
        expect(isOpen(schedule, next)).toBe(true);
        expect(workingSeconds(schedule, at, next)).toBe(0);
      }),
    );
  });

  it('of days ends when the team closes, after as many of its days', () => {
    holds(
      fc.property(schedules, moment, fc.integer({ min: 1, max: 30 }), (schedule, from, value) => {
        const due = dueAt(schedule, from, { value, unit: 'days' });
        fc.pre(due !== undefined);
        expect(due.getTime()).toBeGreaterThan(from.getTime());
        expect(isOpen(schedule, new Date(due.getTime() - 1))).toBe(true);
        const more = dueAt(schedule, from, { value: value + 1, unit: 'days' });
        expect(more === undefined || more.getTime() >= due.getTime()).toBe(true);
      }),
    );
  });
});
