import { grantOfWord, type Principal } from '@guichet/access';
import { PostContact } from '@guichet/contracts';
import { TestTown } from '../../../../test/support/test-town.js';
import { openCaseByContact } from './record-call-visit-or-letter.js';

let town: TestTown;
let ana: Principal;
beforeAll(async () => {
  town = await TestTown.build();
  ana = await town.agent('Ana', [await town.team('Accueil')]);
});
afterAll(() => town.close());

const call = PostContact.parse({ channel: 'phone', text: 'A appelé.', address: 'zoe@citizen.test' });
const open = (who: Principal, wanted: { subject: string; teamId?: string }) =>
  town.database
    .write({ kind: 'agent', id: who.id, name: who.name }, (tx) => openCaseByContact(tx, who, { ...call, ...wanted }))
    .then(
      () => 'opened',
      (error: { code?: string }) => error.code,
    );

describe('a case that is opened with a call', () => {
  it('is opened where one may write what was said, and not where one may only open cases', async () => {
    const elsewhere = await town.team('Voirie');
    const opens = { ...grantOfWord('agent'), permissions: ['case.read', 'case.create'] as const };
    const opener: Principal = { ...ana, grants: [opens] };
    const both: Principal = { ...ana, grants: [grantOfWord('agent'), { ...opens, reach: 'all-teams' }] };
    expect(await open(opener, { subject: 'Sans droit' })).toBe('not-permitted');
    expect(await open(both, { subject: 'Sans droit ici', teamId: elsewhere })).toBe('not-found');
    expect(await open(both, { subject: 'Avec droit' })).toBe('opened');
    // Nothing is left of what was refused.
    const subjects = await town.database.query<{ subject: string }>(`select subject from cases`);
    expect(subjects).toEqual([{ subject: 'Avec droit' }]);
  });
});
