import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { EndpointName } from '@guichet/contracts';
import { ApiClient, RunningProduct } from '../../support/running-product.js';
import { isAboutRestricted, relations, outsiders } from './matrix-agents.js';
import { walkNotifications } from './matrix-deliveries.js';
import { documentOf, unplaced, type Found } from './matrix-document.js';
import { audiences, loggedAudiences, walkLive } from './matrix-live.js';
import { rows } from './matrix-rows.js';
import type { MatrixTown } from './matrix-shapes.js';
import { buildMatrixTown } from './matrix-town.js';
import { verbWalks } from './matrix-verbs.js';
import { walkOperation, withEverything } from './matrix-walk.js';

const DOCUMENT = join(import.meta.dirname, '../../ACCESS.md');
/** The smallest picture. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'); // prettier-ignore

let pictures: Server;
let product: RunningProduct;
let town: MatrixTown;
beforeAll(async () => {
  pictures = createServer((_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG));
  await once(pictures.listen(0, '127.0.0.1'), 'listening');
  const imageUrl = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/a.png`;
  product = await RunningProduct.start();
  town = await buildMatrixTown({ product, root: await ApiClient.signIn(product.url) }, imageUrl);
});
afterAll(async () => {
  await product?.close();
  pictures?.closeAllConnections();
  pictures?.close();
});

/** What outsiders learn or do all the same, and why. */
const ALLOWED: Partial<Record<EndpointName, string>> = {
  getCase: 'Whoever may break its glass learns that it is there.',
  findRestrictedCase: 'So they find it by its reference.',
  breakGlass: 'That is what it is for.',
  endBreakGlass: 'They have just broken it.',
  getEmergencyAccess: 'Whoever may restrict cases watches over those who broke their glass.',
  listEmergencyAccesses: 'As above.',
  openGlasses: 'As above.',
};
/** What everybody knows of a team in another sector. */
const NO_SECRET = new Set<EndpointName>(['listAgents', 'getAgentRights', 'getAgentProfile', 'getBusinessHours', 'getCalendar', 'getQueue']); // prettier-ignore

/** The cells of outsiders that show something, or in which the answer tells that there is something. */
function leaksOf({ row, cells }: Found['operations'][number]): string[] {
  if (row.count || ALLOWED[row.name] || NO_SECRET.has(row.name)) return [];
  const isOfSector = row.about === 'team' || row.about === 'list of team';
  return (
    outsiders
      .filter((relation) => !(isOfSector && relation === 'other team'))
      .map((relation) => ({ relation, text: cells[relations.indexOf(relation)]! }))
      // Of what is one’s own, something may be said: the thing that is looked for is not in it.
      .filter(({ text }) => (row.find ? text === '✓' : !['–', '✗', '=', ''].includes(text)))
      .map(({ relation, text }) => `${row.name}, ${row.by}, ${relation}: ${text}`)
  );
}

/** What strangers have done in cases that are not theirs, whatever they were answered: they broke the glass of one, and ended that. */
async function writtenByStrangers(): Promise<string[]> {
  const strangers = town.agents.filter(({ relation }) => outsiders.some((one) => one === relation));
  const rows = await product.sql.query<{ type: string }>(
    `select distinct e.type from event e join agent a on a.id = e.actor_id join jsonb_to_recordset($1::jsonb) s(id uuid, "caseId" uuid) on s.id = a.id and s."caseId" = e.case_id
     order by e.type`,
    [JSON.stringify(strangers.map(({ id, relation }) => ({ id, caseId: (isAboutRestricted(relation) ? town.restricted : town.open).case })))], // prettier-ignore
  );
  return rows.map(({ type }) => type);
}

// Threats: A018, A019, A036.
// ASVS: 8.2.2.
it('finds what the table says, whoever asks, and nothing where it is a stranger’s', async () => {
  expect(unplaced()).toEqual([]);
  const agents = relations.map((relation) => withEverything(town, relation));
  const notifications = await walkNotifications(town, agents);
  const live = await walkLive(town, agents);
  const verbs: Found['verbs'] = [];
  for (const verb of verbWalks) verbs.push([verb, await verb.walk(town)]);
  const operations: Found['operations'] = [];
  for (const row of rows) operations.push({ row, ...(await walkOperation(town, row)) });
  expect(operations.flatMap(leaksOf)).toEqual([]);
  expect(await writtenByStrangers()).toEqual(['case.changed', 'case.glass-broken']);
  const document = documentOf({ operations, verbs, live, notifications });
  if (process.env['UPDATE_ACCESS']) writeFileSync(DOCUMENT, document);
  expect(existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '').toBe(document);
  const logged = (await loggedAudiences(town)).filter(([type, kind]) => !audiences[type].includes(kind));
  expect(logged).toEqual([]);
});
