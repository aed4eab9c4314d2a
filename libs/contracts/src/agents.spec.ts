import { UpdateAgent } from './agents.js';

describe('a change of an agent', () => {
  const substituteId = '01930000-0000-7000-8000-000000000001';
  const reasonsOf = (change: object) =>
    UpdateAgent.safeParse(change).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

  it('names a substitute with a deactivation', () => {
    expect(reasonsOf({ active: false, substituteId })).toEqual([]);
  });

  it.each([{}, { active: true }, { name: 'Ana' }])('names no substitute otherwise: %j', (change) => {
    expect(reasonsOf({ ...change, substituteId })).toEqual([
      ['substituteId', expect.stringContaining('substitute-of-leaving')],
    ]);
  });
});
