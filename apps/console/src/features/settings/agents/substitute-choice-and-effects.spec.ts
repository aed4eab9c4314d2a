import type { Agent, CasesOfAbsence, CasesOfLeavingAgent } from '@guichet/contracts';
import {
  casesFor,
  isGivenCasesOf,
  isNotChosen,
  teamsLeftAlone,
  possibleSubstitutes,
  substituteOnceTyped,
  teamsToWarnOf,
  teamsUnseenBySubstitute,
  thoseWhoMayHave,
} from './substitute-choice-and-effects.js';

const agent = (id: string, teamIds: string[], change: Partial<Agent> = {}): Agent => ({
  id,
  email: `${id}@valbourg.test`,
  name: id,
  jobTitle: '',
  role: 'agent',
  active: true,
  teamIds,
  caseTeamIds: teamIds,
  seesAssigned: false,
  createdAt: '2026-03-02T10:00:00Z',
  ...change,
});
const samir = agent('samir', ['roads', 'desk']);
const agents = [
  samir,
  agent('lea', ['desk']),
  agent('paul', ['schools']),
  agent('gone', ['roads'], { active: false }),
  agent('chief', [], { role: 'supervisor', caseTeamIds: null }),
];
const ids = (list: Agent[]) => list.map(({ id }) => id);

describe('while an agent is absent', () => {
  it('teams are left alone in which nobody else is who works here', () => {
    expect(teamsLeftAlone(samir, agents)).toEqual(['roads']);
    expect(teamsLeftAlone(agents[1]!, agents)).toEqual([]);
  });
  it('those of the same teams are named first to stand in', () => {
    const { same, other } = possibleSubstitutes(samir, agents);
    expect(ids(same)).toEqual(['lea']);
    expect(ids(other)).toEqual(['paul', 'chief']);
  });
  it('an agent who stands in sees nothing of teams that are not theirs, whoever leads sees all', () => {
    expect(teamsUnseenBySubstitute(agents[1]!, samir)).toEqual(['roads']);
    expect(teamsUnseenBySubstitute(agents[4]!, samir)).toEqual([]);
  });

  it('an agent who stands in can be given cases where they see one of the teams', () => {
    expect(agents.slice(1).map((one) => [one.id, isGivenCasesOf(one, samir)])).toEqual([
      ['lea', true],
      ['paul', false],
      ['gone', true],
      ['chief', true],
    ]);
  });

  it('an agent who stands in and sees none of the open cases can be given none of them', () => {
    const cases = { teams: [{ team: { id: 'roads', name: 'Voirie' }, open: 2, forSubstitute: 0 }], unseen: 0 };
    const given = (of: CasesOfAbsence) => agents.slice(1).map((one) => isGivenCasesOf(one, samir, of));
    expect(given(cases)).toEqual([false, false, true, true]);
    // Where some are not seen, or there are none, that is not known.
    for (const unknown of [
      { ...cases, unseen: 1 },
      { teams: [], unseen: 0 },
    ])
      expect(given(unknown)).toEqual([true, false, true, true]);
  });

  it('each team is warned of once: what goes to its queue, and what waits there', () => {
    const none = { unseen: [], unseenAndAlone: [], alone: [], newWait: [] };
    const [lea, paul, , seesAll] = agents.slice(1);
    const nora = agent('nora', ['roads', 'desk', 'water']);
    const warned = (substitute: Agent | undefined) => teamsToWarnOf(nora, { substitute, agents: [...agents, nora] });
    expect(warned(undefined)).toEqual({ ...none, alone: ['water'] });
    expect(warned(lea)).toEqual({ ...none, unseen: ['roads'], unseenAndAlone: ['water'] });
    expect(warned(paul)).toEqual({ ...none, unseen: ['roads', 'desk'], unseenAndAlone: ['water'] });
    // Whoever sees all of them gets all of their cases, also where nobody else works, but for new ones.
    expect(warned(seesAll)).toEqual({ ...none, newWait: ['water'] });
  });

  it('only those are offered for the cases of somebody who leaves who may have at least one of them', () => {
    const [lea, paul, , seesAll] = agents.slice(1);
    const groups = { same: [lea!], other: [paul!, seesAll!] };
    const cases: CasesOfLeavingAgent = {
      ...{ isSeen: true, substitutes: [], queues: [], restricted: { count: 0, to: [] }, unfinished: 3 },
      possibleSubstitutes: [
        { agent: { id: seesAll!.id, name: seesAll!.name }, count: 3 },
        { agent: { id: 'paul', name: 'paul' }, count: 1 },
      ],
    };
    expect(thoseWhoMayHave(cases, groups)).toEqual({ same: [], other: [seesAll, paul] });
    expect([casesFor(seesAll!.id, cases), casesFor('paul', cases), casesFor('lea', cases)]).toEqual([3, 1, 0]);
    // Whoever does not see the cases, or of whom there are none, leaves the choice open.
    for (const unknown of [
      undefined,
      { ...cases, isSeen: false },
      { ...cases, unfinished: 0, possibleSubstitutes: [] },
    ])
      expect(thoseWhoMayHave(unknown, groups)).toEqual(groups);
  });

  it('a name that was typed and not chosen is no substitute', () => {
    expect(isNotChosen('rap', undefined)).toBe(true);
    expect(isNotChosen('lea', samir)).toBe(true);
    expect(isNotChosen('samir', samir)).toBe(false);
    expect(isNotChosen(' ', undefined)).toBe(false);
  });

  it('nobody stands in once the field is emptied', () => {
    expect(substituteOnceTyped('', 'lea')).toBeNull();
    expect(substituteOnceTyped(' ', 'lea')).toBeNull();
    expect(substituteOnceTyped('le', 'lea')).toBe('lea');
    expect(substituteOnceTyped('lea', 'lea')).toBe('lea');
  });
});
