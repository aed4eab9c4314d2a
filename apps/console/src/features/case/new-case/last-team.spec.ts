import { keepLastTeam, lastTeamOf } from './last-team.js';

describe('the team in which a case was created last', () => {
  const kept = new Map<string, string>();
  const storage = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  beforeAll(() => {
    const value = { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) };
    Object.defineProperty(globalThis, 'localStorage', { value, configurable: true });
  });
  afterAll(() => {
    if (storage) Object.defineProperty(globalThis, 'localStorage', storage);
    else Reflect.deleteProperty(globalThis, 'localStorage');
  });

  it('is that of the agent, and not of another one in the same browser', () => {
    keepLastTeam('ana', 'schools');
    expect([lastTeamOf('ana'), lastTeamOf('bob')]).toEqual(['schools', undefined]);
    keepLastTeam('bob', 'taxes');
    expect([lastTeamOf('ana'), lastTeamOf('bob')]).toEqual(['schools', 'taxes']);
  });
});
