import { shippedRole, type Permission } from '@guichet/contracts';
import { viewedAsEmptyResponse } from './viewed-as-empty-responses.js';

const permissions: Permission[] = [...shippedRole('expert').permissions];
const asked: string[] = [];
const answer = (name: Parameters<typeof viewedAsEmptyResponse>[0]) =>
  viewedAsEmptyResponse(name, { name: 'Expert', permissions }, () => {
    asked.push(name);
    return Promise.resolve({ agent: { name: 'Root' }, permissions: ['agent.manage'], items: ['a secret'] });
  });
beforeEach(() => void asked.splice(0));

describe('the screens of somebody else', () => {
  it('have their permissions, and the agent who is signed in', async () => {
    expect(await answer('getSession')).toMatchObject({ agent: { name: 'Root' }, permissions });
  });

  it.each(['listCases', 'getTimeline', 'listCitizens', 'listQuarantine', 'listAgents', 'listTemplates'] as const)(
    'have no content, of which the server is not even asked: %s',
    async (name) => {
      expect(await answer(name)).toMatchObject({ items: [] });
      expect(asked).toEqual([]);
    },
  );

  it.each(['listChannelKinds', 'listMetrics'] as const)('know what the product has: %s', async (name) => {
    expect(await answer(name)).toMatchObject({ items: ['a secret'] });
    expect(asked).toEqual([name]);
  });

  it.each(['postMessage', 'updateCase', 'deleteRole', 'giveRole', 'saveOrganisation', 'markRead'] as const)(
    'change nothing: %s',
    async (name) => {
      await expect(answer(name)).rejects.toMatchObject({ code: 'not-permitted', problem: { reason: 'seen-as' } });
      expect(asked).toEqual([]);
    },
  );

  it.each(['getCase', 'getCitizen'] as const)('show no empty thing at an address: %s', async (name) => {
    await expect(answer(name)).rejects.toMatchObject({ code: 'not-found' });
    expect(asked).toEqual([]);
  });
});
