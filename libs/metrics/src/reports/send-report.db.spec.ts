import type { Principal } from '@guichet/access';
import { commonReason } from '@guichet/channels';
import { Report, ReportSent } from '@guichet/database';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { sendReport } from './send-report.js';
import { createReport } from './manage-reports.js';

let outbox: Outbox;
let far: Principal;
let reportId: string;

beforeEach(async () => {
  outbox = await Outbox.open();
  const { town, ana } = outbox;
  const root = await town.agent('Root', [], 'administrator');
  far = await town.agent('Far', [await town.team('Ailleurs')]);
  const wanted = {
    name: 'Chaque matin',
    every: 'day',
    hour: 7,
    timeZone: 'Europe/Paris',
    metrics: ['survey-response'],
  } as const;
  const where = { groupBy: 'team', team: null, channel: null, language: 'fr', active: true } as const;
  ({ id: reportId } = await outbox.as((tx) =>
    createReport(tx, root, { ...wanted, ...where, metrics: [...wanted.metrics], agentIds: [far.id, ana.id] }),
  ));
  // A time zone that the database does not know (any more), so that no figure can be computed in it.
  await town.database.execute(`insert into metric_zone (zone, ready) values ('Europe/Atlantis', true)`);
  await town.database.execute(
    `update team set business_hours = '{"timeZone":"Europe/Atlantis"}' where id = any($1::uuid[])`,
    [far.teamIds],
  );
  // No server listens on this port.
  const outbound = { host: '127.0.0.1', port: 1, secure: false };
  await outbox.connect('email', { address: 'mairie@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 });
});
afterEach(() => outbox.close());

it('a report does not stop because of one reader: it goes on to its next time and says what was wrong', async () => {
  const { database } = outbox.town;
  const stored = () => database.source.getRepository(Report).findOneByOrFail({ id: reportId });
  const { nextAt } = await stored();
  const due = nextAt!.toISOString();
  const means = { ...outbox, database, config: { publicUrl: 'https://guichet.example' } };
  outbox.pass(2 * 86_400);

  await expect(sendReport(means, { reportId, due, isLastTry: false })).rejects.toThrow('Chaque matin');
  expect((await stored()).nextAt).toEqual(nextAt);
  expect(await database.source.getRepository(ReportSent).count()).toBe(0);

  await expect(sendReport(means, { reportId, due, isLastTry: true })).rejects.toThrow('Chaque matin');
  const report = await stored();
  expect(report.problems).toEqual([
    { email: far.email, reason: commonReason('report-not-computed') },
    { email: outbox.ana.email, reason: expect.stringMatching(/^email\./) },
  ]);
  expect(report.nextAt!.getTime()).toBeGreaterThan(nextAt!.getTime());
});
