import { randomUUIDv7 } from 'node:crypto';
import { record } from '@guichet/cases';
import { ChannelError } from '@guichet/channels';
import { Attachment, Case } from '@guichet/database';
import { Logger, type BlobStore } from '@guichet/platform';
import { openCase } from '../../../test/support/case.js';
import { Town } from '../../../test/support/town.js';
import type { Accounts } from './accounts.js';
import type { Io } from './channel-io.js';
import { fetchFile } from './fetch-file.js';

let town: Town;
let caseId: string;
let entryId: string;
let channelId: string;
beforeAll(async () => {
  town = await Town.build();
  const teamId = await town.team('Écoles');
  const ana = await town.agent('Ana', [teamId]);
  channelId = (await town.mailbox(teamId)).id;
  caseId = await openCase(town, ana, 'Cantine');
  entryId = await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, async (tx) => {
    const item = await tx.repo(Case).findOneByOrFail({ id: caseId });
    return (await record(tx, item, { kind: 'note', data: { text: 'Voir la photo', mentions: [] } })).id;
  });
});
afterAll(() => town.close());

/** Asks once for a file whose provider fails so; answers what is known of the file then. */
async function stateAfter(fault: Error, isLastTry: boolean): Promise<string> {
  const files = town.database.source.getRepository(Attachment);
  const id = randomUUIDv7();
  await files.insert({
    ...{ id, caseId, entryId, channelId, source: 'a-file', state: 'pending' },
    ...{ digest: null, name: 'photo.jpg', type: 'image/jpeg', size: 0, inline: false },
  });
  const account = { channel: { fetch: () => Promise.reject(fault) } };
  const means = {
    database: town.database,
    accounts: { byId: () => Promise.resolve(account) } as unknown as Accounts,
    blobs: {} as BlobStore,
    io: {} as Io,
    logger: new Logger('silent'),
  };
  const threw = await fetchFile(means, id, isLastTry).then(
    () => false,
    () => true,
  );
  const { state } = await files.findOneByOrFail({ id });
  return threw ? `${state}, again` : state;
}

describe('a file that cannot be had', () => {
  it.each([
    ['for now', new ChannelError('The connection was lost.', true), false, 'pending, again'],
    ['for now, at the last try', new ChannelError('The connection was lost.', true), true, 'lost'],
    ['for ever', new ChannelError('The file is too large.', false), false, 'lost'],
    ['by a fault of our own', new Error('disk full'), false, 'pending, again'],
    ['by a fault of our own, at the last try', new Error('disk full'), true, 'lost'],
  ])('%s', async (_, fault, isLastTry, state) => expect(await stateAfter(fault, isLastTry)).toBe(state));
});
