import { ageing, getBoard, getWallboard } from '../../libs/metrics/src/index.js';
import { listWorkforce } from '../../libs/workforce/src/index.js';
import { idsOf, isUnfinished, withPermission, type Read, type Reading } from './reading.js';

/** The cases of the teams whose figures the reader sees; those that are restricted are in no figure of the present. */
function counted({ history, who }: Reading) {
  const teams = history.permitted.teams(who.id, 'metrics.read');
  return { teams, cases: history.rows.cases.filter(({ teamId, restrictedTo }) => teams.has(teamId) && !restrictedTo) };
}

const boardRead = withPermission('metrics.read', async (reading) => {
  const { history, who } = reading;
  const { teams, cases } = counted(reading);
  const answer = await getBoard(history.cast.town.database, who);
  expect(answer.teams.map(({ id }) => id).sort()).toEqual([...teams].sort());
  for (const { id, waiting, unassigned } of answer.teams) {
    const own = cases.filter(({ teamId, status }) => teamId === id && status === 'open');
    expect([waiting, unassigned]).toEqual([own.length, own.filter(({ assigneeId }) => assigneeId === null).length]);
  }
  const open = cases.filter(({ status }) => status === 'open');
  expect(answer.waiting).toBe(open.length);
  const points = await history.cast.town.database.query<{ metric: 'contacts' | 'replies' | 'closed'; teamId: string }>(
    `select metric, team_id as "teamId" from metric_point where metric in ('contacts', 'replies', 'closed')`,
  );
  const today = { contacts: 0, replies: 0, closed: 0 };
  for (const { metric, teamId } of points) if (teams.has(teamId)) today[metric] += 1;
  expect(answer.today).toEqual(today);
  const known = history.permitted.teams(who.id, 'channel.read');
  const accounts = history.cast.accounts.filter(({ teamId }) => known.has(teamId));
  expect(idsOf(answer.channels)).toEqual(idsOf(accounts));
  const byMail = open.filter(({ channels }) => channels.includes('email')).length;
  for (const { id, waiting } of answer.channels) expect([id, waiting]).toEqual([id, byMail]);
  return answer;
});

const wallboardRead = withPermission('metrics.read', async (reading) => {
  const answer = await getWallboard(reading.history.cast.town.database, reading.who);
  expect(answer.teams.map(({ id }) => id).sort()).toEqual([...counted(reading).teams].sort());
  return answer;
});

const ageingRead = withPermission('metrics.read', async (reading) => {
  const { items } = await ageing(reading.history.cast.town.database, reading.who);
  const expected = Map.groupBy(counted(reading).cases.filter(isUnfinished), ({ teamId }) => teamId);
  expect(new Map(items.map(({ team, counts }) => [team.id, counts.reduce((sum, n) => sum + n)]))).toEqual(
    new Map([...expected].map(([id, own]) => [id, own.length])),
  );
  return items;
});

/** Colleagues, by the teams whose cases the reader sees. */
const workforceRead: Read = async ({ history, who }) => {
  const { permitted } = history;
  const teams = permitted.teams(who.id, 'case.read');
  const { items } = await listWorkforce(history.cast.town.database, who);
  const teamsOf = (id: string) =>
    [...permitted.of(id).memberOf].filter((team) => id === who.id || teams.has(team)).sort();
  const shown = history.everybody.filter(
    ({ id }) => id === who.id || permitted.hasForAll(who.id, 'case.read') || teamsOf(id).length > 0,
  );
  expect(idsOf(items)).toEqual(idsOf(shown));
  const openOf = (id: string) =>
    history.rows.cases.filter(
      ({ assigneeId, status, teamId, restrictedTo }) =>
        assigneeId === id && status === 'open' && (id === who.id || (teams.has(teamId) && !restrictedTo)),
    ).length;
  for (const { id, teamIds, open } of items) expect([id, teamIds, open]).toEqual([id, teamsOf(id), openOf(id)]);
  return items;
};

export const readsOfBoard: Read[] = [boardRead, wallboardRead, ageingRead, workforceRead];
