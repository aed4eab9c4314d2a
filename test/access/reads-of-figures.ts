import { CaseQuery, MetricQuery, MetricsExport } from '@guichet/contracts';
import { casesSheet, computeMetric, metricCases, metricsSheets, updateMetrics } from '../../libs/metrics/src/index.js';
import { drawnQuery, listed } from './lists-of-inbox.js';
import { pick } from './drawn-steps.js';
import { answered, idsOf, withPermission, type Read, type Reading } from './reading.js';

const metricRead = withPermission('metrics.read', async ({ history, who, n }) => {
  const { database } = history.cast.town;
  const events = history.uncounted.splice(0);
  await database.write({ kind: 'system', name: 'metrics' }, (tx) => updateMetrics(tx, events));
  const name = pick(['opened', 'contacts', 'closed'] as const, n)!;
  const points = await database.query<{ caseId: string; teamId: string }>(
    `select case_id as "caseId", team_id as "teamId" from metric_point where metric = $1`,
    [name],
  );
  const teams = history.permitted.teams(who.id, 'metrics.read');
  const counted = points.filter(({ teamId }) => teams.has(teamId));
  const { total, points: shown } = await computeMetric(database, who, {
    name,
    query: MetricQuery.parse({ groupBy: 'team' }),
  });
  expect([name, total.count]).toEqual([name, counted.length]);
  for (const { key } of shown) expect(teams).toContain(key);
  const cases = await answered(() => metricCases(database, who, { name, query: { limit: 200 } }));
  if (!history.permitted.has(who.id, 'case.read')) return void expect(cases).toBe('not-permitted');
  const visible = new Set(idsOf(history.visibleTo(who.id)));
  const expected = new Set(counted.map(({ caseId }) => caseId).filter((id) => visible.has(id)));
  // A case with several points is one case behind the number.
  expect(cases).toMatchObject({ total: new Set(counted.map(({ caseId }) => caseId)).size });
  expect(idsOf((cases as { items: { case: { id: string } }[] }).items.map((item) => item.case))).toEqual([...expected].sort()); // prettier-ignore
  return cases;
});

/** Whether somebody may export any case: one of a team that they see and export, or one that is assigned to them. */
function mayExportCases({ history: { permitted }, who: { id } }: Reading): boolean {
  const [seen, exported] = [permitted.teams(id, 'case.read'), permitted.teams(id, 'export.cases')];
  const [seesAssigned, exportsAssigned] = [permitted.seesAssigned(id, 'case.read'), permitted.seesAssigned(id, 'export.cases')]; // prettier-ignore
  if (!exported.isDisjointFrom(seen)) return true;
  if (seesAssigned && exportsAssigned) return true;
  return (seesAssigned && exported.size > 0) || (exportsAssigned && seen.size > 0);
}

const exportRead: Read = async (reading) => {
  const { history, who } = reading;
  const { limit: _, ...view } = drawnQuery(reading);
  const rows = [];
  const exporting = { who, whoNow: () => Promise.resolve(who) };
  const sheet = await answered(() =>
    casesSheet(history.cast.town.database, exporting, { ...view, language: 'fr', format: 'csv' }),
  );
  if (!mayExportCases(reading)) return void expect(sheet).toBe('not-permitted');
  for await (const row of (sheet as Awaited<ReturnType<typeof casesSheet>>).rows) rows.push(row);
  const exported = listed(reading, CaseQuery.parse(view)).filter((item) => history.may(who.id, 'export.cases', item));
  expect(idsOf(rows)).toEqual(idsOf(exported));
  return rows;
};

/** The figures as a file: those of the teams whose figures the reader may see and export, and of nobody else's cases. */
const metricsExportRead: Read = async ({ history, who, n }) => {
  const { database } = history.cast.town;
  const name = pick(['opened', 'contacts', 'closed'] as const, n)!;
  const query = MetricsExport.parse({ metrics: name, groupBy: 'team', language: 'fr', format: 'csv' });
  const sheets = await answered(() => metricsSheets(database, who, query));
  const [shownTeams, teams] = [history.permitted.teams(who.id, 'metrics.read'), history.permitted.teams(who.id, 'export.cases')]; // prettier-ignore
  // Nobody has figures for what is assigned to them alone.
  if (shownTeams.isDisjointFrom(teams)) return void expect(sheets).toBe('not-permitted');
  const [{ rows }] = sheets as [{ rows: { key: string | null; count: number }[] }];
  const points = await database.query<{ teamId: string }>(
    `select team_id as "teamId" from metric_point where metric = $1`,
    [name],
  );
  const counted = Map.groupBy(points.filter(({ teamId }) => shownTeams.has(teamId) && teams.has(teamId)), ({ teamId }) => teamId); // prettier-ignore
  const [totals, parts] = [rows.filter(({ key }) => key === null), rows.filter(({ key }) => key !== null)];
  const shown = parts.filter(({ count }) => count > 0).map(({ key, count }) => [key, count] as const);
  expect(new Map(shown)).toEqual(new Map([...counted].map(([id, own]) => [id, own.length])));
  const total = [...counted.values()].reduce((sum, own) => sum + own.length, 0);
  expect(totals.map(({ count }) => count)).toEqual([total]);
  return rows;
};

export const readsOfFigures: Read[] = [metricRead, exportRead, metricsExportRead];
