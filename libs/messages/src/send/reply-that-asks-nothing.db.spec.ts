import { saveOrganisation } from '@guichet/access';
import { caseDetail, updateCase } from '@guichet/cases';
import { Organisation } from '@guichet/contracts';
import { NotificationListener } from '@guichet/database';
import { loadConfig } from '@guichet/platform';
import { seedTemplates } from '@guichet/templates';
import { SlaTown } from '../../../../test/support/sla-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';

let hall: SlaTown;
let accounts: Accounts;
let notificationListener: NotificationListener;

beforeAll(async () => {
  hall = await SlaTown.build();
  const { town, people } = hall;
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
  const organisation = Organisation.parse({ name: 'Mairie de Valbourg', address: '1 place de la Mairie' });
  await hall.as(people.root, (tx) => saveOrganisation(tx, people.root, organisation));
  await seedTemplates(town.database);
});
afterAll(async () => {
  await notificationListener.close();
  await hall.close();
});
beforeEach(() => hall.reset());

/** Sends a shipped template an hour after the citizen wrote, and closes the case two hours later. */
async function send(key: string, values: Record<string, string> = {}) {
  const { town } = hall;
  const who = { ...hall.people.ana, jobTitle: 'Officier d’état civil' };
  const id = await hall.newCase();
  hall.wait(1);
  const [template] = await town.database.query<{ id: string }>(`select id from template where key = $1`, [key]);
  const message = { text: '', attachmentIds: [], templateId: template!.id, language: 'fr' as const, values };
  const context = { reader: town.database, who, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
  const plan = await planReply(context, id, message);
  await hall.as(who, (tx) => reply({ tx, who, keyring: town.keyring }, id, { message, plan, seenVersion: null }));
  await hall.readLog();
  const { status } = await caseDetail(town.database, who, { id });
  const { state } = await hall.timer(id, 'resolution');
  hall.wait(2);
  await hall.as(who, (tx) => updateCase(tx, who, { id, wanted: { status: 'closed' } }));
  await hall.readLog();
  const { elapsedSeconds } = await hall.timer(id, 'resolution');
  return { status, state, hours: elapsedSeconds / 3600 };
}

it('an acknowledgement asks nothing: the case stays open, and the time in which it is to be resolved goes on', async () => {
  expect(await send('acknowledgement')).toEqual({ status: 'open', state: 'running', hours: 3 });
});

it('a reply that asks for documents waits for the citizen', async () => {
  const asked = { documents: 'Livret de famille', deadline: '2027-01-15' };
  expect(await send('missing-documents', asked)).toEqual({ status: 'waiting', state: 'paused', hours: 1 });
});
