import fc from 'fast-check';
import { chooseAgent, type Candidate, type CaseRequirements } from './choose-agent.js';

const somebody = (
  id: string,
  changes: Partial<Omit<Candidate, 'skills'>> & { skills?: Record<string, number> } = {},
): Candidate => ({
  id,
  name: id,
  available: true,
  languages: [],
  load: 0,
  capacity: 10,
  lastAssignedAt: 0,
  ...changes,
  skills: new Map(Object.entries(changes.skills ?? {})),
});
const mail = (changes: Partial<CaseRequirements> = {}): CaseRequirements => ({
  caseTypeId: null,
  language: 'fr',
  weight: 1,
  ...changes,
});

describe('who gets a case', () => {
  it.each<[string, CaseRequirements, Candidate[], string | null]>([
    ['nobody where there is nobody', mail(), [], null],
    ['nobody who is not available', mail(), [somebody('ana', { available: false })], null],
    ['nobody who is full', mail(), [somebody('ana', { load: 10 })], null],
    ['whoever it just fits', mail({ weight: 4 }), [somebody('ana', { load: 7 }), somebody('bob', { load: 6 })], 'bob'],
    ['nobody whom it does not fit', mail({ weight: 4 }), [somebody('ana', { load: 7 })], null],
    ['nobody who carries nothing', mail({ weight: 0 }), [somebody('ana', { capacity: 0 }), somebody('bob')], 'bob'],
    ['the freest', mail(), [somebody('ana', { load: 3 }), somebody('bob', { load: 2 })], 'bob'],
    ['the freest for what they carry', mail(), [somebody('ana', { load: 3, capacity: 20 }), somebody('bob', { load: 2 })], 'ana'], // prettier-ignore
    [
      'who waited longest, of equals',
      mail(),
      [somebody('ana', { lastAssignedAt: 2 }), somebody('bob', { lastAssignedAt: 1 })],
      'bob',
    ],
    ['who speaks the language, though fuller', mail({ language: 'ar' }), [somebody('ana', { load: 5, languages: ['ar'] }), somebody('bob')], 'ana'], // prettier-ignore
    ['anybody, where none who speaks it has room', mail({ language: 'ar' }), [somebody('ana', { load: 10, languages: ['ar'] }), somebody('bob')], 'bob'], // prettier-ignore
    ['anybody, for French', mail(), [somebody('ana', { load: 5, languages: ['fr'] }), somebody('bob')], 'bob'],
    ['who knows the kind', mail({ caseTypeId: 'k' }), [somebody('ana'), somebody('bob', { load: 5, skills: { k: 1 } })], 'bob'], // prettier-ignore
    ['nobody, where who knows the kind is not here', mail({ caseTypeId: 'k' }), [somebody('ana'), somebody('bob', { available: false, skills: { k: 1 } })], null], // prettier-ignore
    [
      'anybody, where nobody knows the kind',
      mail({ caseTypeId: 'k' }),
      [somebody('ana', { skills: { other: 3 } })],
      'ana',
    ],
    ['who knows it best, of about equals', mail({ caseTypeId: 'k' }), [somebody('ana', { load: 1, capacity: 20, skills: { k: 1 } }), somebody('bob', { load: 2, capacity: 20, skills: { k: 3 } })], 'bob'], // prettier-ignore
    ['the freer, where they are not', mail({ caseTypeId: 'k' }), [somebody('ana', { load: 1, skills: { k: 1 } }), somebody('bob', { load: 3, skills: { k: 3 } })], 'ana'], // prettier-ignore
  ])('%s', (_, wanted, team, expected) => {
    expect(chooseAgent(wanted, team)?.agent.id ?? null).toBe(expected);
  });

  it('comes with what decided', () => {
    const team = [
      somebody('ana', { languages: ['ar'], skills: { k: 2 } }),
      somebody('bob', { skills: { k: 3 } }),
      somebody('eve'),
    ];
    expect(chooseAgent(mail({ caseTypeId: 'k', language: 'ar' }), team)).toMatchObject({
      language: 'ar',
      level: 2,
      candidates: 1,
    });
    expect(chooseAgent(mail({ caseTypeId: 'k' }), team)).toMatchObject({ language: null, level: 3, candidates: 2 });
    expect(chooseAgent(mail({ language: 'de' }), team)).toMatchObject({ language: null, level: null, candidates: 3 });
  });
});

describe('however many cases come', () => {
  const weights = fc.array(fc.constantFrom(1, 2, 4), { maxLength: 60 });

  it('nobody gets more than their capacity', () => {
    const team = fc.array(
      fc.record({ load: fc.nat(20), capacity: fc.nat(30), available: fc.boolean(), level: fc.nat(3) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(team, weights, fc.boolean(), (people, wanted, ofKind) => {
        const agents = people.map(({ level, ...rest }, n) => somebody(`a${n}`, { ...rest, skills: level ? { k: level } : {} })); // prettier-ignore
        const before = new Map(agents.map(({ id, load }) => [id, load]));
        for (const weight of wanted) {
          const choice = chooseAgent(mail({ weight, caseTypeId: ofKind ? 'k' : null }), agents);
          if (choice) choice.agent.load += weight;
        }
        for (const { id, load, capacity, available } of agents)
          if (load !== before.get(id)) expect(available && load <= capacity).toBe(true);
      }),
    );
  });

  it('equal agents differ by one case at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), weights, (people, wanted) => {
        const agents = Array.from({ length: people }, (_, n) => somebody(`a${n}`, { capacity: 1000 }));
        for (const [n, weight] of wanted.entries()) {
          const { agent } = chooseAgent(mail({ weight }), agents)!;
          Object.assign(agent, { load: agent.load + weight, givenAt: n + 1 });
        }
        const loads = agents.map(({ load }) => load);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(0, ...wanted));
      }),
    );
  });
});
