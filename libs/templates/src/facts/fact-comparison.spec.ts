import { placesOf } from '../usage/agent-edits.js';
import { toHtml, toText } from '../rendering/runs-to-text-and-html.js';
import type { RenderedBlock } from '../rendering/render.js';
import { approvedFacts, compareFacts } from './fact-comparison.js';

const block = (n: number, text: string): RenderedBlock => {
  const runs = [{ text, variable: null }];
  return { block: n, kind: 'facts', runs, text: toText(runs), html: toHtml(runs) };
};
const blocks = [
  block(0, 'Bonjour Zoé,'),
  block(1, 'Sans réponse le 23 janvier 2027, votre demande est rejetée.'),
  block(2, 'Vous aurez deux mois pour contester devant le tribunal administratif de Dijon.'),
  block(3, 'Envoyez les pièces au plus tard le 18 décembre 2026, ou appelez le 03 80 00 00 00.'),
  block(4, 'Inès Morel'),
];
const TEXT = blocks.map(({ text }) => text).join('\n\n');
const approved = approvedFacts({ blocks, text: TEXT });

/**
 * The facts that differ from the approved text: `-` was left out, `+` was added, and `a: b` means that `b` replaced
 * `a`.
 */
const differences = (sent: string) =>
  compareFacts(approved, sent, placesOf(blocks, sent)).flatMap(({ verdict, value, sent: words }) => {
    if (verdict === 'same') return [];
    if (verdict === 'missing') return [`- ${value}`];
    return [verdict === 'added' ? `+ ${words}` : `${value}: ${words}`];
  });
const but = (before: string, after: string) => differences(TEXT.replace(before, after));

describe('what a citizen is told', () => {
  it('is the same in other words, another order and another place', () => {
    expect(differences(TEXT)).toEqual([]);
    expect(but('18 décembre 2026', 'vendredi 18/12')).toEqual([]);
    expect(but('deux mois', '2 mois')).toEqual([]);
    expect(differences([0, 3, 1, 2, 4].map((n) => blocks[n]!.text).join('\n\n'))).toEqual([]);
    expect(differences(TEXT.replaceAll('.\n\n', '. '))).toEqual([]);
  });

  it('contradicts where something else stands in its place', () => {
    expect(but('18 décembre 2026', '28 décembre 2026')).toEqual(['2026-12-18: 28 décembre 2026']);
    expect(but('le 18 décembre 2026', 'sous huit jours')).toEqual(['2026-12-18: huit jours']);
    expect(but('Dijon', 'Lyon')).toEqual(['court Dijon: tribunal administratif de Lyon']);
    expect(but('tribunal administratif', 'tribunal judiciaire')).toEqual(['court Dijon: tribunal judiciaire']);
    expect(but(blocks[3]!.text, 'Merci de tout donner pour le 31/12/2026.')).toEqual([
      '2026-12-18: 31/12/2026',
      '- +33380000000',
    ]);
  });

  it('contradicts where two have changed places', () => {
    const swapped = TEXT.replace('23 janvier 2027', '…').replace('18 décembre 2026', '23 janvier 2027');
    expect(differences(swapped.replace('…', '18 décembre 2026'))).toEqual([
      '2027-01-23: 18 décembre 2026',
      '2026-12-18: 23 janvier 2027',
    ]);
  });

  it('lacks what was left out, whatever else is told elsewhere', () => {
    const without = TEXT.replace(`${blocks[3]!.text}\n\n`, '');
    expect(differences(without)).toEqual(['- 2026-12-18', '- +33380000000']);
    expect(differences(`${without}\n\nVotre visite du 3 mai 2025 est notée.`)).toEqual([
      '- 2026-12-18',
      '- +33380000000',
      '+ 3 mai 2025',
    ]);
    expect(differences(`${without}\n\nDernier délai : 31/12/2026.`)).toEqual([
      '2026-12-18: 31/12/2026',
      '- +33380000000',
    ]);
    expect(but(' devant le tribunal administratif de Dijon', ' auprès du médiateur')).toEqual([
      '- court Dijon',
      '+ médiateur',
    ]);
  });

  it('is no less where something else is told beside it', () => {
    expect(but('2026, ou', '2026 (après le 3 mai 2025), ou')).toEqual(['+ 3 mai 2025']);
    expect(differences(`${TEXT}\n\nFermé le 24 décembre 2026.`)).toEqual(['+ 24 décembre 2026']);
  });

  it('stands anywhere in a text that has none of the blocks', () => {
    const found = compareFacts(approved, 'Avant le 20/12/2026.').map(({ verdict }) => verdict);
    expect(found.filter((verdict) => verdict === 'other')).toHaveLength(1);
  });
});

it('a compared fact names the blocks and the variables that it comes from', () => {
  const runs = [
    { text: 'Avant le ', variable: null },
    { text: '18 décembre 2026', variable: 'deadline' },
  ];
  const text = 'Avant le 18 décembre 2026';
  const one = { ...block(2, text), runs };
  expect(approvedFacts({ blocks: [block(0, 'Payez 5 €.'), one], text: `Payez 5 €.\n\n${text}` })).toEqual([
    { kind: 'amount', value: 'EUR 5.00', text: '5 €', variable: null, blocks: [0], times: 1 },
    { kind: 'date', value: '2026-12-18', text: '18 décembre 2026', variable: 'deadline', blocks: [2], times: 1 },
  ]);
});

describe('a long answer', () => {
  /** Counts how often a pattern was applied to a text. */
  function searches(count: number): number {
    const many = Array.from({ length: count }, (_, n) => block(n, `Payez ${n + 1} €, à Dijon.`));
    const whole = many.map(({ text }) => text).join('\n\n');
    const facts = approvedFacts({ blocks: many, text: whole });
    const sent = whole.replaceAll(' €', ',50 €');
    const places = placesOf(many, sent);
    const search = jest.spyOn(String.prototype, 'matchAll');
    try {
      expect(compareFacts(facts, sent, places).map(({ verdict }) => verdict)).toEqual(many.map(() => 'other'));
      return search.mock.calls.length;
    } finally {
      search.mockRestore();
    }
  }

  it('is searched once for each of its places, not for each fact in each of them', () => {
    expect(searches(40)).toBeLessThanOrEqual(2.1 * searches(20));
  });

  it('is told as quickly where one block has all the facts', () => {
    const text = Array.from({ length: 3_000 }, (_, n) => `${n + 1} €`).join(', ');
    const one = [block(0, text)];
    const sent = text.replaceAll(' €', ',50 €');
    const verdicts = compareFacts(approvedFacts({ blocks: one, text }), sent, placesOf(one, sent));
    expect(verdicts).toHaveLength(3_000);
    expect(verdicts[2_999]).toMatchObject({ approved: '3000 €', sent: '3000,50 €', verdict: 'other' });
  });
});
