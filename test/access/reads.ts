import { caseDetail, counts, markRead, saveDraft, search, summariesOf, tagsInUse, timeline } from '@guichet/cases';
import { CaseQuery, Draft, RoutingTrialRequest } from '@guichet/contracts';
import { citizenById, citizensBeginning } from '../../libs/citizens/src/index.js';
import { sendersIn } from '../../libs/messages/src/blocked-senders/senders-in-case.js';
import { findCheckedCase } from '../../libs/messages/src/disclosure/disclosure-check.queries.js';
import { listNotifications } from '../../libs/notifications/src/index.js';
import { runRoutingTrial } from '../../libs/routing/src/routing-trial.js';
import { explainTimers } from '../../libs/sla/src/index.js';
import { loadCaseContext } from '../../libs/templates/src/rendering/template-case-context.js';
import { drawnQuery, listed, pagesOfInbox } from './lists-of-inbox.js';
import { pick } from './drawn-steps.js';
import { isOpenTo } from './random-history.js';
import { answered, idsOf, ofCase, withPermission, write, type Read, type Reading } from './reading.js';
import { readsOfBoard } from './reads-of-board.js';
import { readsOfFigures } from './reads-of-figures.js';
import { readsOfRights } from './reads-of-rights.js';
import { readsOfScreens } from './reads-of-screens.js';
import type { StoredAddress } from './stored-rows.js';

const inboxRead: Read = async (reading) => {
  const query = drawnQuery(reading);
  const items = await pagesOfInbox(reading, query);
  expect({ query, ids: idsOf(items) }).toEqual({ query, ids: idsOf(listed(reading, query)) });
  return items;
};

const countsRead: Read = async (reading) => {
  const { history, who } = reading;
  const answer = await counts(history.cast.town.database, who);
  const size = (query: object) => listed(reading, CaseQuery.parse(query)).length;
  const of = (view: string) => size({ view });
  expect(answer).toMatchObject({
    ...{ mine: of('mine'), unassigned: of('unassigned'), team: of('team'), all: of('all'), spam: of('spam') },
    byStatus: Object.fromEntries(['open', 'waiting', 'snoozed', 'closed'].map((status) => [status, size({ status })])),
  });
  const teams = [
    ...history.permitted.teams(who.id, 'case.read'),
    ...history.visibleTo(who.id).map(({ teamId }) => teamId),
  ];
  for (const { id, all, unassigned } of answer.teams) {
    expect(teams).toContain(id);
    expect([all, unassigned]).toEqual([size({ team: id }), size({ team: id, view: 'unassigned' })]);
  }
  return answer;
};

const searchRead: Read = async ({ history, who, n }) => {
  const drawn = pick(history.rows.cases, n);
  const word = /zq\d+x/.exec(drawn?.text ?? '')?.[0];
  const q = [drawn?.reference, word, 'commun'][n % 3] ?? 'commun';
  const { hits } = await search(history.cast.town.database, who, { q, limit: 50 });
  const visible = history.visibleTo(who.id);
  const found = visible.filter(
    ({ reference, status, text }) => reference === q || (status !== 'spam' && text.includes(q)),
  );
  // A merged case is found under the one that it went into at last, where that is for this agent.
  const shown = found.map((one) => {
    let last = one;
    while (last.mergedIntoId !== null) last = history.rows.cases.find(({ id }) => id === last.mergedIntoId)!;
    const isShown = visible.includes(last) && (last.status !== 'spam' || one.reference === q);
    return isShown ? last : one;
  });
  expect({ q, ids: idsOf(hits.map((hit) => hit.case)) }).toEqual({ q, ids: idsOf([...new Set(shown)]) });
  return hits;
};

const detailRead = ofCase('detail', async ({ history, who }, id) => {
  const detail = await caseDetail(history.cast.town.database, who, { id });
  const item = history.rows.cases.find((one) => one.id === id)!;
  const visible = new Set(idsOf(history.visibleTo(who.id)));
  expect(detail.links.map(({ caseId }) => caseId).sort()).toEqual(item.links.filter((other) => visible.has(other)).sort()); // prettier-ignore
  expect(detail.mergedInto?.caseId ?? null).toBe(visible.has(item.mergedIntoId ?? '') ? item.mergedIntoId : null);
  return detail;
});

const timelineRead = ofCase('timeline', async ({ history, who }, caseId) => {
  const answer = await timeline(history.cast.town.database, who, { caseId, query: { limit: 100 } });
  expect(answer.items).toHaveLength(history.rows.cases.find(({ id }) => id === caseId)!.lastPosition);
  return answer;
});

/** Whether somebody knows an address, by a case that they may see or a team; whoever sees every team knows all, but for restricted cases. */
function knowsAddress({ history, who }: Reading, { value, saidInTeams }: StoredAddress): boolean {
  const teams = history.permitted.teams(who.id, 'case.read');
  const isHidden = history.rows.cases.some((item) => !isOpenTo(who.id, item) && item.addresses.includes(value));
  return (
    (!isHidden && history.permitted.hasForAll(who.id, 'case.read')) ||
    saidInTeams.some((id) => teams.has(id)) ||
    history.visibleTo(who.id).some(({ addresses }) => addresses.includes(value))
  );
}

/** Whether somebody knows a person by an address or a case that they may see. */
const knows = (reading: Reading, rootId: string): boolean =>
  reading.history.rows.addresses.some((address) => address.rootId === rootId && knowsAddress(reading, address)) ||
  reading.history.visibleTo(reading.who.id).some((item) => item.rootId === rootId);

const citizenRead: Read = async (reading) => {
  const { history, who, n } = reading;
  const rootId = pick(history.rows.addresses, n)?.rootId ?? who.id;
  const answer = await answered(() => citizenById(history.cast.town.database, who, rootId));
  if (!knows(reading, rootId))
    return void expect(answer).toBe(history.permitted.has(who.id, 'case.read') ? 'not-found' : 'not-permitted');
  const cases = history.visibleTo(who.id).filter((item) => item.rootId === rootId);
  expect(answer).toMatchObject({ id: rootId });
  expect(idsOf((answer as { cases: { id: string }[] }).cases)).toEqual(idsOf(cases));
  return answer;
};

/** Who is looked for by all names, by an address, and by a name: those with a case that may be seen. */
const citizensRead: Read = async (reading) => {
  const { history, who, n } = reading;
  const q = ['citoyen', 'citoyen1', 'Citoyen numéro2'][n % 3]!;
  const { items } = await citizensBeginning(history.cast.town.database, who, { q, limit: 50 });
  const isMeant = (address: StoredAddress): boolean =>
    n % 3 === 0 || (address.value.startsWith(`citoyen${n % 3}`) && (n % 3 === 2 || knowsAddress(reading, address)));
  const meant = new Set(history.rows.addresses.filter(isMeant).map(({ rootId }) => rootId));
  const known = history.visibleTo(who.id).flatMap(({ rootId }) => (rootId && meant.has(rootId) ? [rootId] : []));
  expect({ q, ids: idsOf(items) }).toEqual({ q, ids: [...new Set(known)].sort() });
  return items;
};

/** A reply is checked before it is sent: by whoever may reply. */
const checkedRead: Read = async ({ history, who, n }) => {
  const item = pick(history.rows.cases, n);
  if (!item) return null;
  const answer = await answered(() => findCheckedCase(history.cast.town.database, who, item.id));
  if (!history.permitted.has(who.id, 'case.reply')) return void expect(answer).toBe('not-permitted');
  if (!history.may(who.id, 'case.reply', item)) return void expect(answer).toBe('not-found');
  expect(answer).toMatchObject({ id: item.id });
  return answer;
};

/** Rules are tried with messages of cases that may be seen. */
const trialRead: Read = async ({ history, who, n }) => {
  const item = pick(history.rows.cases, n);
  if (!item) return null;
  const request = RoutingTrialRequest.parse({ rules: [], caseId: item.id });
  const answer = await answered(() => runRoutingTrial(history.cast.town.database, who, request));
  const { permitted } = history;
  if (!permitted.has(who.id, 'routing.read') || !permitted.has(who.id, 'case.read'))
    return void expect(answer).toBe('not-permitted');
  if (!history.may(who.id, 'case.read', item)) expect(answer).toBe('not-found');
  return answer;
};

/** Everybody has notifications; each names its case to whoever may still see that. */
const notificationsRead: Read = async ({ history, who }) => {
  const { items } = await listNotifications(history.cast.town.database, who, { limit: 50 });
  const stored = await history.cast.town.database.query<{ id: string; caseId: string }>(
    `select id, case_id as "caseId" from notification where agent_id = $1`,
    [who.id],
  );
  const visible = new Set(idsOf(history.visibleTo(who.id)));
  const expected = stored.map(({ id, caseId }) => [id, visible.has(caseId) ? caseId : null]);
  expect(items.map((item) => [item.id, item.case?.id ?? null]).sort()).toEqual(expected.sort());
  // Who watches over broken glasses is told the reference of the case.
  return items.filter(({ about }) => about.type !== 'break-glass');
};

/** All reads that are compared. */
export const reads: Read[] = [
  ...[inboxRead, inboxRead, inboxRead].map((read) => withPermission('case.read', read)),
  withPermission('case.read', countsRead),
  withPermission('case.read', searchRead),
  citizenRead,
  withPermission('case.read', citizensRead),
  withPermission('case.read', ({ history, who }) => tagsInUse(history.cast.town.database, who)),
  ...[notificationsRead, notificationsRead, notificationsRead, checkedRead, trialRead],
  withPermission('case.read', async ({ history, who }) => {
    const found = await summariesOf(history.cast.town.database, who, idsOf(history.rows.cases));
    expect([...found.keys()].sort()).toEqual(idsOf(history.visibleTo(who.id)));
    return [...found.values()];
  }),
  ...[
    detailRead,
    detailRead,
    detailRead,
    timelineRead,
    timelineRead,
    ...readsOfFigures,
    ...readsOfRights,
    ...readsOfBoard,
    ...readsOfScreens,
  ],
  ofCase('timers', ({ history, who }, id) => explainTimers(history.cast.town.database, who, id)),
  ofCase('senders', ({ history, who }, id) => sendersIn(history.cast.town.database, who, id)),
  ofCase('case of a template', ({ history, who }, id) => loadCaseContext(history.cast.town.database, who, id)),
  ofCase('mark', (reading, caseId) => write(reading, (tx) => markRead(tx, reading.who, { caseId, position: 1 }))),
  ofCase('draft', (reading, caseId) => answered(() => write(reading, (tx) => saveDraft(tx, reading.who, { caseId, draft: Draft.parse({ text: 'Bonjour' }) })))), // prettier-ignore
];
