import type { TemplateBlock, TemplateFinding } from '@guichet/contracts';
import { comparedPassages, type ComparedSentence } from './compared-sentences-of-findings.js';
import { findWords, markedPieces } from './find-words.js';
import { sentencesIn } from './wording-sentences.js';

const block = (full: string, short: string | null): TemplateBlock => ({ kind: 'facts', full, short, mandatory: false });
const differ = (full: string[], short: string[], where: TemplateFinding['where'] = null): TemplateFinding => ({
  ...{ severity: 'warning', code: 'words-differ', where, data: { about: 'open', full, short } },
  key: [...full, ...short].join(),
});
/** The sentences with their block and what is marked in them. */
const shown = (sentences: readonly ComparedSentence[]) =>
  sentences.map(({ block: index, text, marks }) => [
    index,
    markedPieces(text, marks)
      .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
      .join(''),
  ]);

describe('the sentences of a wording', () => {
  it.each([
    ['end with their full stop', 'Venez. Le guichet ferme à 17 h.', ['Venez.', 'Le guichet ferme à 17 h.']],
    ['do not end at an abbreviation', 'Selon l’art. L. 112-3, venez.', ['Selon l’art. L. 112-3, venez.']],
    ['are the items of a list', 'Apportez :\n- une photo\n- un **acte**', ['Apportez :', 'une photo', 'un acte']],
    ['have variables without filters', 'Avant le {{ deadline | long }}.', ['Avant le {{ deadline }}.']],
    [
      'are those of either branch of a condition',
      '{% if fee %}Payez.{% else %}Ne payez rien.{% endif %}',
      ['{% if fee %}Payez.', '{% else %}Ne payez rien.{% endif %}'],
    ],
    [
      'stand with the condition on which they depend',
      'Bonjour.\n{%- if fee -%}\nPayez {{ fee }}.\n{% endif %}',
      ['Bonjour.', '{% if fee %} Payez {{ fee }}. {% endif %}'],
    ],
  ])('%s', (_, wording, expected) => expect(sentencesIn(wording)).toEqual(expected));
});

describe('words in a sentence', () => {
  const marked = (sentence: string, words: string) =>
    findWords(sentence, words).map(([start, end]) => sentence.slice(start, end));

  it.each([
    ['are found whatever their capitals, accents and spaces', 'FERMÉ jusqu’au 3\u00a0mai', "ferme jusqu'au 3 mai", ['FERMÉ jusqu’au 3\u00a0mai']],
    ['are not found within others', 'Il est refermé.', 'fermé', []],
    ['are not found in the name of a variable', 'Pour {{ citizen_name }}', 'name', []],
    ['may have a variable among them', 'au plus tard le {{ deadline }}.', 'au plus tard le {{ deadline }}', ['au plus tard le {{ deadline }}']],
    ['are marked one by one where others stand between them', 'Vous ne devez plus payer.', 'payer devez', ['devez', 'payer']],
    ['are a condition on a variable', '{% if fee %}Payez.{% endif %}', '{% fee %}', ['{% if fee %}']],
    ['are found where a number is written in words', 'Sous deux mois et quatre-vingt-deux jours.', '82 jours', ['quatre-vingt-deux jours']],
    ['are found where an hour is written out', 'Jusqu’à 17 heures.', '17h', ['17 heures']],
    ['are not found in another number', 'Le 12 mai, à 2,50 €.', '2', []],
    ['are none for a mark of punctuation', 'Pourquoi ?', '?', []],
  ])('%s', (_, sentence, words, expected) => expect(marked(sentence, words)).toEqual(expected)); // prettier-ignore
});

describe('what an approver compares', () => {
  const content = {
    subject: 'Fermeture du guichet',
    blocks: [
      block('Bonjour.', null),
      block('Venez le lundi. Le guichet ferme le 3 mai.', 'Guichet ouvert le 3 mai. Gratuit.'),
      block('Le dossier est complet. La photo est obligatoire.', 'Dossier complet.'),
    ],
  };

  it('are whole sentences of both wordings, with the words marked', () => {
    const [passage, more] = comparedPassages([differ(['ferme'], ['ouvert'])], content);
    expect(more).toBeUndefined();
    expect(shown(passage!.full)).toEqual([[1, 'Le guichet [ferme] le 3 mai.']]);
    expect(shown(passage!.other)).toEqual([[1, 'Guichet [ouvert] le 3 mai.']]);
  });

  it('are together where several findings are about the same sentences', () => {
    const findings = [
      differ(['ferme'], ['ouvert']),
      differ(['obligatoire'], [], { block: 2, wording: 'short' }),
      differ(['3 mai'], []),
    ];
    const passages = comparedPassages(findings, content);
    expect(passages.map(({ findings: of }) => of.map(({ key }) => key))).toEqual([
      ['ferme,ouvert', '3 mai'],
      ['obligatoire'],
    ]);
    expect(shown(passages[0]!.full)).toEqual([[1, 'Le guichet [ferme] le [3 mai].']]);
  });

  it('are in the order of the text, whatever the order of the findings', () => {
    const findings = [differ(['ferme'], ['ouvert']), differ(['lundi'], ['ouvert'])];
    expect(shown(comparedPassages(findings, content)[0]!.full)).toEqual([
      [1, 'Venez le [lundi].'],
      [1, 'Le guichet [ferme] le 3 mai.'],
    ]);
  });

  it('are all sentences of the block on the side that says nothing of it', () => {
    const [passage] = comparedPassages([differ([], ['Gratuit'])], content);
    expect(shown(passage!.full)).toEqual([
      [1, 'Venez le lundi.'],
      [1, 'Le guichet ferme le 3 mai.'],
    ]);
    expect(shown(passage!.other)).toEqual([[1, '[Gratuit].']]);
  });

  it('is the subject beside the text, where the subject says otherwise', () => {
    const finding = differ(['complet'], ['Fermeture'], { block: null, wording: 'subject' });
    const [passage] = comparedPassages([finding], content);
    expect(passage).toMatchObject({ wording: 'subject' });
    expect(shown(passage!.full)).toEqual([[2, 'Le dossier est [complet].']]);
    expect(shown(passage!.other)).toEqual([[null, '[Fermeture] du guichet']]);
  });

  it('is the whole block under either condition, where only one wording depends on it', () => {
    const blocks = [block('Venez. {% if fee %}Payez.{% endif %}', 'Venez. Payez.')];
    const finding: TemplateFinding = {
      ...{ severity: 'error', code: 'conditions-differ', where: { block: 0, wording: 'short' }, data: { name: 'fee' } },
    };
    const [passage] = comparedPassages([finding], { blocks });
    expect(shown(passage!.full)).toEqual([
      [0, 'Venez.'],
      [0, '[{% if fee %}]Payez.{% endif %}'],
    ]);
    expect(shown(passage!.other)).toEqual([
      [0, 'Venez.'],
      [0, 'Payez.'],
    ]);
  });

  it('is nothing for a finding about one wording alone', () => {
    const finding: TemplateFinding = { severity: 'hint', code: 'passive', where: null, data: { text: 'est fermé' } };
    expect(comparedPassages([finding], content)).toEqual([
      { findings: [finding], full: [], other: [], wording: 'short' },
    ]);
  });
});
