import { readersOfCase, rightsOf } from '@guichet/access';
import { permissions, TemplateQuery, type Permission } from '@guichet/contracts';
import { listTemplates } from '../../libs/templates/src/index.js';
import { pick } from './drawn-steps.js';
import { answered, idsOf, withPermission, type Read } from './reading.js';

const readersRead: Read = async ({ history, who, n }) => {
  const item = pick(history.rows.cases, n);
  if (!item) return null;
  const { permitted } = history;
  const answer = await answered(() => readersOfCase(history.cast.town.database, who, item.id));
  if (!permitted.has(who.id, 'agent.read') || !permitted.has(who.id, 'case.read')) return void expect(answer).toBe('not-permitted'); // prettier-ignore
  if (!history.may(who.id, 'case.read', item)) return void expect(answer).toBe('not-found');
  const expected = history.everybody.filter(({ id }) => history.may(id, 'case.read', item));
  expect(idsOf((answer as { agent: { id: string } }[]).map(({ agent }) => agent))).toEqual(idsOf(expected));
  return null;
};

const rightsRead = withPermission('agent.read', async ({ history, who, n }) => {
  const { id } = pick(history.everybody, n)!;
  const { rights } = await rightsOf(history.cast.town.database, who, id);
  const asked: Permission[] = ['case.read', 'case.move', 'metrics.read', 'export.cases'];
  for (const permission of asked) {
    const right = rights.find((one) => one.permission === permission);
    expect([permission, right !== undefined]).toEqual([permission, history.permitted.has(id, permission)]);
    if (!right || permissions[permission] !== 'cases' || right.reasons.some(({ teams }) => teams === null)) continue;
    const teams = new Set(right.reasons.flatMap((reason) => reason.teams!.map((team) => team.id)));
    expect(teams).toEqual(history.permitted.teams(id, permission));
  }
  return null;
});

/** Templates of a sector are for whoever sees cases there, and count for nobody else. */
const templatesRead: Read = async ({ history, who }) => {
  const query = TemplateQuery.parse({ q: 'modele' });
  const { items } = await listTemplates(history.cast.town.database, who, { today: '2026-11-25', query });
  const visible = history.visibleTo(who.id).filter((item) => item.assigneeId === who.id);
  const known = history.cast.sectorIds.filter((id) => history.permitted.knowsSector(who.id, id, visible));
  expect(items.map(({ sectorId }) => String(sectorId)).sort()).toEqual([...known, 'null'].sort());
  return null;
};

export const readsOfRights: Read[] = [readersRead, rightsRead, templatesRead];
