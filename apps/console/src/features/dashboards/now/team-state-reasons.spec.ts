import { teamStateReasons, type TeamNow } from './team-state-reasons.js';

const team = (now: Partial<TeamNow>): TeamNow => ({
  id: 'schools',
  name: 'Schools',
  waiting: 0,
  unassigned: 0,
  late: 0,
  soon: 0,
  oldestAt: null,
  available: 2,
  absent: 0,
  agents: 4,
  open: true,
  ...now,
});
const said = (now: Partial<TeamNow>) =>
  teamStateReasons(team(now)).map(({ why, tone }) => (tone ? `${why} (${tone})` : why));

describe('why a team stands as it does', () => {
  it('begins with what is late, and ends with who is there', () => {
    const late = { waiting: 14, late: 12, soon: 1, unassigned: 3, oldestAt: '2026-11-20T08:00:00.000Z' };
    expect(said(late)).toEqual(['late (danger)', 'soon (soon)', 'oldest', 'unassigned', 'available']);
  });

  it('blames that nobody is there only where something waits', () => {
    expect(said({ waiting: 2, available: 0 })).toEqual(['available (danger)']);
    expect(said({ available: 0 })).toEqual(['calm', 'available']);
    expect(said({ waiting: 2, agents: 0, available: 0 })).toEqual(['nobody (danger)']);
    expect(said({ agents: 0, available: 0 })).toEqual(['calm', 'nobody']);
  });

  it('says who can take no more, where something waits', () => {
    const agent = (load: number, ...teamIds: string[]) => ({ teamIds, load, capacity: 20, invited: false });
    const why = (now: Partial<TeamNow>, ...agents: ReturnType<typeof agent>[]) =>
      teamStateReasons(team({ open: false, ...now }), agents).map(({ why, tone }) => (tone ? `${why} (${tone})` : why));
    expect(why({ waiting: 3 }, agent(20, 'schools'), agent(0, 'roads'))).toEqual(['full (danger)', 'closed']);
    expect(why({ waiting: 3 }, agent(21, 'schools'), agent(4, 'schools'))).toEqual(['full', 'closed']);
    expect(why({}, agent(20, 'schools'))).toEqual(['calm', 'closed']);
    // Whoever has not accepted the invitation yet is no agent without capacity.
    const invited = { ...agent(0, 'schools'), capacity: 0, invited: true };
    expect(why({ waiting: 3 }, agent(4, 'schools'), invited)).toEqual(['closed']);
  });

  it('names a team whose agents are all absent, also while it is closed, and blames it where something waits or lies there', () => {
    const alone = { agents: 1, absent: 1, available: 0 };
    expect(said({ ...alone, unassigned: 3, open: false })).toEqual(['unassigned', 'allAbsent (danger)', 'closed']);
    expect(said({ ...alone, waiting: 1 })).toEqual(['allAbsent (danger)']);
    expect(said(alone)).toEqual(['calm', 'allAbsent']);
    expect(said({ agents: 2, absent: 1, available: 0, unassigned: 1 })).toEqual(['unassigned', 'available (danger)']);
  });

  it('names a team without any agent also while it is closed, and blames it where something waits', () => {
    const empty = { agents: 0, available: 0, open: false };
    expect(said({ ...empty, waiting: 6, unassigned: 2, late: 1 })).toEqual([
      ...['late (danger)', 'unassigned', 'nobody (danger)', 'closed'],
    ]);
    expect(said(empty)).toEqual(['calm', 'nobody', 'closed']);
  });

  it('asks nobody to be there when the team is closed', () => {
    expect(said({ waiting: 1, available: 0, open: false })).toEqual(['closed']);
  });
});
