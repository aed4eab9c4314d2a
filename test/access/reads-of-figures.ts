import { CaseQuery, MetricQuery } from '@guichet/contracts';
import { casesSheet, computeMetric, metricCases, updateMetrics } from '../../libs/metrics/src/index.js';
import { drawnQuery, listed } from './lists-of-inbox.js';
import { pick } from './drawn-steps.js';
import { answered, idsOf, withPermission, type Read } from './reading.js';

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
  expect(cases).toMatchObject({ total: counted.length });
  expect(idsOf((cases as { items: { case: { id: string } }[] }).items.map((item) => item.case))).toEqual([...expected].sort()); // prettier-ignore
  return cases;
});

const exportRead = withPermission('export.cases', async (reading) => {
  const { history, who } = reading;
  const { limit: _, ...view } = drawnQuery(reading);
  const rows = [];
  const exporting = { who, whoNow: () => Promise.resolve(who) };
  const sheet = await casesSheet(history.cast.town.database, exporting, { ...view, language: 'fr', format: 'csv' });
  for await (const row of sheet.rows) rows.push(row);
  expect(idsOf(rows)).toEqual(idsOf(listed(reading, CaseQuery.parse(view))));
  return rows;
});

export const readsOfFigures: Read[] = [metricRead, exportRead];
