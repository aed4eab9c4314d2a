import { appendEntry } from '@guichet/cases';
import { ChannelError } from '@guichet/channels';
import { Attachment, Case } from '@guichet/database';
import { Logger, type BlobStore, newId } from '@guichet/platform';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { EgressIo } from '../accounts/egress-channel-io.js';
import { fetchFile } from './fetch-attachment.js';

let town: TestTown;
let caseId: string;
let entryId: string;
let channelAccountId: string;
beforeAll(async () => {
  town = await TestTown.build();
  const teamId = await town.team('Écoles');
  const ana = await town.agent('Ana', [teamId]);
  channelAccountId = (await town.mailbox(teamId)).id;
  caseId = await openCase(town, ana, 'Cantine');
  entryId = await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, async (tx) => {
    const item = await tx.repo(Case).findOneByOrFail({ id: caseId });
    return (await appendEntry(tx, { item, entry: { kind: 'note', data: { text: 'Voir la photo', mentions: [] } } })).id;
  });
});
afterAll(() => town.close());

/** Fetches a file once while its provider fails in this way. Returns the state of the attachment afterwards. */
async function stateAfter(fault: Error, isLastTry: boolean): Promise<string> {
  const files = town.database.source.getRepository(Attachment);
  const id = newId();
  await files.insert({
    ...{ id, caseId, entryId, channelAccountId, source: 'a-file', state: 'pending' },
    ...{ digest: null, name: 'photo.jpg', type: 'image/jpeg', size: 0, inline: false },
  });
  const account = { channel: { fetch: () => Promise.reject(fault) } };
  const means = {
    database: town.database,
    accounts: { byId: () => Promise.resolve(account) } as unknown as Accounts,
    blobs: {} as BlobStore,
    io: {} as EgressIo,
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
  // Threats: A12.
  it.each([
    ['for now', new ChannelError('The connection was lost.', { retryable: true }), false, 'pending, again'],
    ['for now, at the last try', new ChannelError('The connection was lost.', { retryable: true }), true, 'lost'],
    ['for ever', new ChannelError('The file is too large.', { retryable: false }), false, 'lost'],
    ['by a fault of our own', new Error('disk full'), false, 'pending, again'],
    ['by a fault of our own, at the last try', new Error('disk full'), true, 'lost'],
  ])('%s', async (_, fault, isLastTry, state) => expect(await stateAfter(fault, isLastTry)).toBe(state));
});
