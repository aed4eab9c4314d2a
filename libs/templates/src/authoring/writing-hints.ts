import {
  announcedDocument,
  smsSegments,
  type Language,
  type TemplateContent,
  type TemplateFinding,
} from '@guichet/contracts';
import { toText } from '../rendering/runs-to-text-and-html.js';
import { exampleValues, type VariableName } from '../variables/template-variables.js';
import { renderLevel, variablesOf, type Languages } from '../rendering/render.js';

/** A sentence that is longer is read twice (Services Publics+, langage clair). */
const LONG_SENTENCE = 20;

/** Jargon of administrations, each with the plain expression that replaces it. */
const JARGON: Record<Language, Record<string, string>> = {
  fr: {
    nonobstant: 'malgré',
    'à toutes fins utiles': '',
    'par la présente': '',
    'il vous appartient de': 'vous devez',
    'dans les meilleurs délais': 'une date',
    afférent: 'lié',
    susmentionné: 'ci-dessus',
    susvisé: 'ci-dessus',
    'le cas échéant': 's’il y en a',
    diligenter: 'faire',
    'pièce justificative': 'document',
    solliciter: 'demander',
    'en date du': 'le',
    'accuser réception': 'avoir reçu',
    'veuillez agréer': '',
    'sous réserve de': 'si',
    proroger: 'prolonger',
    irrecevable: 'que nous ne pouvons pas traiter',
  },
  en: {
    notwithstanding: 'despite',
    herewith: '',
    hereby: '',
    aforementioned: 'this',
    'pursuant to': 'under',
    'prior to': 'before',
    'in the event that': 'if',
    utilise: 'use',
    commence: 'begin',
    'in due course': 'a date',
    'please be advised': '',
    endeavour: 'try',
    facilitate: 'help',
  },
};

/** Words, bounded by what is no letter of any alphabet: `\b` takes `é` for the end of one. */
const PASSIVE: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:a|ont|sera|seront|est|sont|été|être)\s{1,3}(?:été\s{1,3})?\p{L}{1,30}(?:é|ée|és|ées|ie|ies|is|ise|ises)\s{1,3}par(?!\p{L})/giu,
  en: /(?<!\p{L})(?:is|are|was|were|be|been|being)\s{1,3}\p{L}{1,30}(?:ed|en)\s{1,3}by(?!\p{L})/giu,
};
const LINK_WORDS: Record<Language, RegExp> = {
  fr: /cliqu(?:ez|er) ici|en cliquant|ce lien(?!\p{L})/iu,
  en: /click here|this link(?!\p{L})/iu,
};
/** Matches acronyms and words in capitals. */
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu;
const SHOUTED = /(?:(?<!\p{L})\p{Lu}{3,}(?!\p{L})[ ,]{1,3}){3,}/u;
const REFUSES: Record<Language, RegExp> = {
  fr: /ne pouvons pas (?:accepter|accorder|donner suite)|refus(?:ons|ée?)|rejet/i,
  en: /cannot (?:accept|grant|agree)|refuse|reject/i,
};

/** Acronyms that every reader knows, which need no explanation. */
const KNOWN = new Set([
  'SMS',
  'PDF',
  'CAF',
  'FAQ',
  'UE',
  'EU',
  'OK',
  'CNIL',
  'GCH',
  'OUI',
  'NON',
  'YES',
  'NO',
  'STOP',
  'ANNULER',
  'CANCEL',
]);

/**
 * Returns hints about wordings that are harder to read or to use than necessary. They are advice, and never block an
 * approval.
 */
export function hints(content: TemplateContent, { language, sourceLanguage }: Languages): TemplateFinding[] {
  const { names } = variablesOf(content);
  const values = exampleValues(new Set<VariableName>([...names, 'organisation', 'reference', 'reply_link']), language);
  const options = { name: 'page', language, sourceLanguage, values, madeUp: true } as const;
  const whole = renderLevel(content, 'full', options);
  const found = whole.blocks
    .filter(({ block }) => block < content.blocks.length)
    .flatMap(({ block, runs }) => {
      // Only the words of the template can be corrected, so the values of variables are replaced by a letter.
      const text = toText(runs.map((run) => (run.variable === null ? run : { ...run, text: 'x' })));
      return ofWording(text, language).map((finding) => ({ ...finding, where: { block, wording: 'full' as const } }));
    });
  return [...found, ...ofWhole(content, whole.text, language), ...ofSms(content, options), ...ofDocuments(content)];
}

type Found = Pick<TemplateFinding, 'severity' | 'code' | 'data'>;
const hint = (code: TemplateFinding['code'], data: Record<string, unknown> = {}): Found => ({
  severity: 'hint',
  code,
  data,
});

function ofWording(text: string, language: Language): Found[] {
  const lowered = text.toLowerCase();
  const links = [...text.matchAll(/https?:\/\/\S+|www\.\S+/g)];
  return [
    ...sentencesOf(text, language)
      .map((sentence) => ({ sentence, words: sentence.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0 }))
      .filter(({ words }) => words > LONG_SENTENCE)
      .map(({ sentence, words }) => hint('long-sentence', { words, text: sentence.slice(0, 120) })),
    ...[...text.matchAll(PASSIVE[language])].map(([match]) => hint('passive', { text: match })),
    ...acronymsIn(text).map((word) => hint('acronym', { text: word })),
    ...Object.entries(JARGON[language])
      .filter(([word]) => lowered.includes(word))
      .map(([word, better]) => hint('jargon', { text: word, better })),
    ...(SHOUTED.test(text) ? [hint('shouting', { text: SHOUTED.exec(text)![0].trim() })] : []),
    ...links
      .filter(({ index }) => !/[\p{L}:]$/u.test(text.slice(0, index).trimEnd().slice(-2)))
      .map(([link]) => hint('bare-link', { text: link })),
    ...(LINK_WORDS[language].test(text) ? [hint('link-words', { text: LINK_WORDS[language].exec(text)![0] })] : []),
  ];
}

/**
 * Returns each acronym of a text once, except those that the text explains in brackets and words that belong to a
 * shouted run of capitals.
 */
function acronymsIn(text: string): string[] {
  const explained = new Set(
    [...text.matchAll(/\((\p{Lu}{2,6})\)|(?<!\p{Lu})(\p{Lu}{2,6})\s{0,3}\(/gu)].map((m) => m[1] ?? m[2]),
  );
  const found = [...text.matchAll(CAPITALS)].map(({ 0: word, index }) => ({ word, index, end: index + word.length }));
  const isBeside = (a: (typeof found)[number] | undefined, b: (typeof found)[number] | undefined) =>
    a !== undefined && b !== undefined && /^[ ,]{1,3}$/.test(text.slice(a.end, b.index));
  const isLong = (one: (typeof found)[number] | undefined) => one !== undefined && one.word.length > 2;
  const shouted = new Set(
    found
      .filter(
        (one, n) =>
          (isLong(found[n - 1]) && isBeside(found[n - 1], one)) ||
          (isLong(found[n + 1]) && isBeside(one, found[n + 1])),
      )
      .map(({ word }) => word),
  );
  const words = found.map(({ word }) => word).filter((word) => word.length <= 6);
  return [...new Set(words)].filter((word) => !KNOWN.has(word) && !explained.has(word) && !shouted.has(word));
}

const sentencesOf = (text: string, language: Language): string[] =>
  text
    .split('\n')
    .flatMap((line) =>
      [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(line)].map(({ segment }) => segment.trim()),
    );

function ofWhole(content: TemplateContent, text: string, language: Language): TemplateFinding[] {
  const has = (kind: string) => content.blocks.some((block) => block.kind === kind && block.full.trim() !== '');
  const missing: TemplateFinding['code'][] = [];
  if (REFUSES[language].test(text) && !has('appeal')) missing.push('no-appeal');
  if (has('decision') && !has('next') && !has('appeal')) missing.push('no-next-step');
  return missing.map((code) => ({ ...hint(code), where: null }));
}

/** Proposes that a text that announces a document is not sent without one, until its author has said so or not. */
function ofDocuments({ needsDocument, attachments, blocks }: TemplateContent): TemplateFinding[] {
  if (needsDocument !== undefined || attachments.length > 0) return [];
  return blocks.flatMap(({ full }, block) => {
    const text = announcedDocument(full);
    return text ? [{ ...hint('says-document', { text }), where: { block, wording: 'full' as const } }] : [];
  });
}

/** Returns hints about the template's own characters that double the length of an SMS. */
function ofSms(content: TemplateContent, options: Parameters<typeof renderLevel>[2]): TemplateFinding[] {
  return content.blocks.flatMap(({ full, short }, block): TemplateFinding[] => {
    if (short === '') return [];
    const words = renderLevel(
      { ...content, blocks: [{ ...content.blocks[block]!, full, short }] },
      'short',
      options,
    ).blocks.flatMap(({ runs, block: n }) => (n === 0 ? runs.filter(({ variable }) => variable === null) : []));
    const { forcedBy } = smsSegments(words.map(({ text }) => text).join(''));
    return forcedBy.length > 0
      ? [
          {
            ...hint('ucs2', { characters: forcedBy.join(' ') }),
            where: { block, wording: short === null ? 'full' : 'short' },
          },
        ]
      : [];
  });
}
