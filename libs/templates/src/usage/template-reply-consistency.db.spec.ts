import type { ConsistencyFact, ConsistencyReport, Deviation, FactVerdict } from '@guichet/contracts';
import { cancelMessage } from '../../../messages/src/send/cancel-send-now-retry.js';
import { ReplyScenario, type SentReply, type PlannedReply } from '../../../../test/support/reply-scenario.js';
import {
  CHANNELS,
  TEAMS,
  seededReplies,
  type SeededReply,
  type ExpectedVerdict,
} from '../../../../test/support/seeded-replies.js';
import { getConsistency, getConsistencyOverview } from './template-reply-consistency.queries.js';

/*
 * What the board gets wrong, of these 500. Contradictions that it misses (2 of 60): a second deadline told beside the right
 * one, which it lists as added. Wrongly incomplete (2 of 460): a way to contest that is told without any of its names
 * (« un courrier à la mairie qui dit votre désaccord »). Nothing is wrongly contradicting, and no omission is missed.
 * What no fact bears is not measured: a place, the name of a document, a yes for a no.
 */
const NOW = new Date('2026-11-25T09:12:00Z');
const DAYS = 90;

interface Given extends SeededReply, SentReply {
  slip: string;
}

let town: ReplyScenario;
const given: Given[] = [];
const reports = new Map<string, ConsistencyReport>();

const report = (template: string, who = town.supervisor) =>
  getConsistency(town.town.database, who, { templateId: town.template(template), days: DAYS });

beforeAll(async () => {
  town = await ReplyScenario.open(NOW);
  for (const seeded of seededReplies(20_261_125)) {
    let slip = '';
    const written = (approved: string) => {
      const made = seeded.written(approved);
      slip = made.slip;
      return made.text;
    };
    given.push({ ...seeded, ...(await town.answer({ ...seeded, written })), slip });
  }
  for (const { template } of given) if (!reports.has(template)) reports.set(template, await report(template));
}, 300_000);
afterAll(() => town?.close());

const verdictOf = (facts: readonly FactVerdict[]) =>
  (['other', 'missing', 'added'] as const).find((verdict) => facts.some((fact) => fact.verdict === verdict));
/** Returns the verdicts of the report on each listed reply. */
const listed = () =>
  new Map(
    [...reports.values()].flatMap(({ deviations }) =>
      deviations.map(({ entryId, facts }) => [entryId, verdictOf(facts)] as const),
    ),
  );

/** Of those that the board finds, and of those that were planted, how many are both. */
function measured(truth: ExpectedVerdict, verdict: FactVerdict['verdict']) {
  const found = listed();
  const planted = given.filter((one) => one.truth === truth);
  const both = planted.filter(({ entryId }) => found.get(entryId) === verdict).length;
  const all = [...found.values()].filter((one) => one === verdict).length;
  return { planted: planted.length, found: all, precision: both / all, recall: both / planted.length };
}
const slipsWith = (truth: ExpectedVerdict, verdict: FactVerdict['verdict'] | undefined) => {
  const found = listed();
  return given.filter((one) => one.truth === truth && found.get(one.entryId) === verdict).map(({ slip }) => slip);
};

describe('of 500 answers, made with 9 templates in two languages by 12 agents of 4 teams on 5 channels', () => {
  it('are as many as were seeded, of every sort', () => {
    const count = (of: (one: Given) => unknown) => new Set(given.map(of)).size;
    expect(given).toHaveLength(500);
    expect([count((one) => one.template), count((one) => one.agent), count((one) => one.channel)]).toEqual([9, 12, 5]);
    expect([count((one) => one.team), count((one) => one.language)]).toEqual([4, 2]);
    // Every slip but none: 23 contradictions, 11 omissions, 7 additions, 17 rewordings.
    expect(count(({ truth, slip }) => `${truth} ${slip}`)).toBe(59);
  });

  it('the 60 contradicting ones are found: precision 1.00, recall 0.97', () => {
    expect(measured('contradicting', 'other')).toEqual({ planted: 60, found: 58, precision: 1, recall: 58 / 60 });
    expect(new Set(slipsWith('contradicting', 'added'))).toEqual(new Set(['a second deadline beside the right one']));
  });

  // Two that no longer say the time to appeal still say two months elsewhere: after those an appeal counts as refused.
  it('the 40 incomplete ones are found: precision 0.95, recall 0.95', () => {
    expect(measured('incomplete', 'missing')).toEqual({ planted: 40, found: 40, precision: 38 / 40, recall: 38 / 40 });
    expect(new Set(slipsWith('reworded', 'missing'))).toEqual(new Set(['the appeal in other words']));
  });

  it('nothing is found in those that left as they were approved, and what was added is no more than that', () => {
    expect(given.filter(({ truth }) => truth === 'verbatim').every(({ provenance }) => provenance.verbatim)).toBe(true);
    expect(new Set(slipsWith('verbatim', undefined))).toEqual(new Set(['none']));
    expect(slipsWith('verbatim', undefined)).toHaveLength(220);
    expect(new Set(slipsWith('adding', undefined))).toEqual(new Set(['thanks']));
    expect(slipsWith('adding', 'added')).toHaveLength(25);
  });

  it('what agents reworded is never counted as clean: it deviates, or is not judged', async () => {
    const { items } = await getConsistencyOverview(town.town.database, town.supervisor, DAYS);
    const reworded = given.filter(({ provenance }) => !provenance.verbatim);
    const found = listed();
    const unseen = reworded.filter(({ entryId }) => !found.has(entryId));
    expect(unseen.length).toBeGreaterThan(100);
    expect(items.reduce((sum, { notJudged }) => sum + notJudged, 0)).toBe(unseen.length);
  });

  it('the numbers of each report are those of what it lists, and those of the overview', async () => {
    const { items } = await getConsistencyOverview(town.town.database, town.supervisor, DAYS);
    for (const [template, { replies, contradicting, incomplete, deviations }] of reports) {
      const verdicts = deviations.map(({ facts }) => verdictOf(facts));
      const many = (verdict: FactVerdict['verdict']) => verdicts.filter((one) => one === verdict).length;
      expect({ replies, contradicting, incomplete }).toEqual({
        replies: given.filter((one) => one.template === template).length,
        contradicting: many('other'),
        incomplete: many('missing'),
      });
      expect(items.find(({ templateId }) => templateId === town.template(template))).toMatchObject({
        ...{ replies, contradicting, incomplete },
      });
    }
    const wrong = items.map((one) => (one.contradicting + one.incomplete) / one.replies);
    expect(wrong).toEqual(wrong.toSorted((a, b) => b - a));
  });
});

describe('the time to contest a refusal', () => {
  const STATED = /(deux|two|2)[\s\u00A0]+(\(2\) )?(mois|months)/;
  /** A text that says it twice says it no more where one of both was changed. */
  const THREE = /trois mois|three months/;
  const refusals = () =>
    given.filter(({ template, approved }) => template === 'unfavourable-decision' && STATED.test(approved));
  const shareOf = (some: readonly Given[]) => ({
    stated: some.filter(({ sent }) => STATED.test(sent) && !THREE.test(sent)).length,
    of: some.length,
  });
  const line = (): ConsistencyFact => reports.get('unfavourable-decision')!.facts.find(({ value }) => value === 'P2M')!;

  it('is told by each team as often as its words are there', () => {
    const expected = town.teams.map((teamId, n) => ({
      teamId,
      ...shareOf(refusals().filter(({ team }) => team === n)),
    }));
    expect(line().byTeam.map(({ teamId, stated, of }) => ({ teamId, stated, of }))).toEqual(
      expect.arrayContaining(expected.filter(({ of }) => of > 0)),
    );
    expect(expected.some(({ stated, of }) => stated < of)).toBe(true);
  });

  it('is told on each channel as often as its words are there', () => {
    const expected = CHANNELS.map((channel) => ({
      channel,
      ...shareOf(refusals().filter((one) => one.channel === channel)),
    }));
    expect(line().byChannel.toSorted((a, b) => a.channel.localeCompare(b.channel))).toEqual(
      expected.filter(({ of }) => of > 0).toSorted((a, b) => a.channel.localeCompare(b.channel)),
    );
  });
});

describe('the board', () => {
  it('shows an agent what is in cases of their teams, and counts the rest', async () => {
    const seen: Deviation[] = [];
    for (let team = 0; team < TEAMS; team += 1) {
      const own = await report('unfavourable-decision', town.agents[team]);
      const ours = new Set(given.filter((one) => one.team === team).map(({ caseId }) => caseId));
      expect(own.deviations.every(({ caseId }) => ours.has(caseId))).toBe(true);
      const whole = reports.get('unfavourable-decision')!;
      const hidden = whole.deviations.length - own.deviations.length;
      expect(own).toEqual({ ...whole, deviations: own.deviations, hidden });
      seen.push(...own.deviations);
    }
    const all = reports.get('unfavourable-decision')!.deviations;
    expect(new Set(seen.map(({ entryId }) => entryId))).toEqual(new Set(all.map(({ entryId }) => entryId)));
  });

  it('finds nothing in a notice, whose reader is sent to the whole', async () => {
    await town.town.database.execute(`update team set confidential = true where id = $1`, [town.teams[3]]);
    const before = await report('missing-documents');
    const { provenance, sent } = await town.answer({
      template: 'missing-documents',
      ...{ language: 'fr', channel: 'sms', team: 3, agent: 3 },
      values: { documents: 'Un relevé', deadline: '2027-01-04' },
      written: (text) => text,
    });
    expect([provenance.level, sent]).toEqual(['notice', expect.stringMatching(/^Une réponse|Valbourg : une réponse/)]);
    expect(provenance.facts.map(({ value, verdict }) => `${verdict} ${value}`)).toEqual(['same 2027-01-04']);
    expect(await report('missing-documents')).toMatchObject({ replies: before.replies + 1, adding: before.adding });
  });

  it('does not count what was taken back, or was stopped as the citizen wrote', async () => {
    const before = await report('closing-without-reply');
    const wrong: PlannedReply = {
      template: 'closing-without-reply',
      ...{ language: 'fr', channel: 'email', team: 0, agent: 0 },
      values: { closes_on: '2027-01-04' },
      written: (text: string) => text.replace('4 janvier 2027', '5 janvier 2027'),
    };
    const [back, stopped] = [
      await town.answer(wrong),
      await town.answer({ ...wrong, more: { sendAt: '2026-11-26T08:00:00Z', cancelIfCitizenReplies: true } }),
    ];
    expect(await report('closing-without-reply')).toMatchObject({
      replies: before.replies + 2,
      contradicting: before.contradicting + 2,
    });

    await town.as(town.agents[0]!, (tx) =>
      cancelMessage(tx, town.agents[0]!, { caseId: back.caseId, entryId: back.entryId }),
    );
    await town.writeAgain(stopped.caseId, 0);
    expect(await report('closing-without-reply')).toEqual(before);
  });
});
