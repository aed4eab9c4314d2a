import { agentsStoppedByGraceDays } from './agents-stopped-by-grace-days.js';

const now = Date.parse('2026-11-28T12:00:00Z');
const lacking = (name: string, dueAt: string) => ({ agent: { id: name, name }, atProvider: false, dueAt });
const ana = lacking('Ana', '2026-12-05T12:00:00Z');
const ben = lacking('Ben', '2026-12-11T12:00:00Z');
const names = (states: Parameters<typeof agentsStoppedByGraceDays>[0], days: number) =>
  agentsStoppedByGraceDays(states, { days, now }).map(({ agent }) => agent.name);

it('names whom fewer days stop now, and nobody whom they leave some', () => {
  const state = { graceDays: 14, lacking: [ben, ana] };
  expect(names([state], 0)).toEqual(['Ana', 'Ben']);
  expect(names([state], 7)).toEqual(['Ana']);
  expect(names([state], 8)).toEqual([]);
  expect(names([state], 30)).toEqual([]);
});

it('names an agent of several roles once, and none who is stopped already', () => {
  const over = lacking('Ben', '2026-11-27T12:00:00Z');
  expect(
    names(
      [
        { graceDays: 14, lacking: [ana, ben] },
        { graceDays: 14, lacking: [ana, over] },
      ],
      0,
    ),
  ).toEqual(['Ana']);
});
