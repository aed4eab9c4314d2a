import type { BlockKind, Language, LegalAct } from '@guichet/contracts';
import type { FixedVariableName, VariableName } from '../variables/template-variables.js';

/** Something that the law asks of a text. It is there where one of these variables or these words is. */
export interface Mention {
  /** The article that asks for it. */
  article: string;
  variables?: readonly VariableName[];
  /** Matched in lower case, with straight apostrophes. */
  words?: Record<Language, RegExp>;
  /** The only kind of block in which it counts: elsewhere, such words say something else. */
  kind?: BlockKind;
  /** Only its words have to stand there: its variables say it wherever they stand. */
  variablesAnywhere?: true;
  /** The case in which it is due; without: in all. */
  given?: Partial<Record<FixedVariableName, string>>;
  /** What is enough where room is scarce: the secure page to which the text leads, or that a reply reaches the author. */
  brief?: 'page' | 'reply';
}

const refused = { silence_accepts: '' };
const accepted = { silence_accepts: 'yes' };
const incomplete = { documents: 'yes' };
const inAppeal = { kind: 'appeal' } as const;
const INCOMPLETE = 'CRPA L. 114-5, R. 112-11-4';

/** Two wordings in one sentence, whichever comes first. */
const sameSentence = (one: string, other: string): RegExp =>
  new RegExp(`${one}[^.!?\\n]*${other}|${other}[^.!?\\n]*${one}`);

const MENTIONS = {
  'author-name': { article: 'CRPA L. 111-2', variables: ['agent_name'], brief: 'page' },
  'author-role': {
    article: 'CRPA L. 111-2',
    variables: ['agent_role'],
    words: { fr: /agent du service/, en: /member of the department/ },
    brief: 'page',
  },
  'author-address': { article: 'CRPA L. 111-2', variables: ['service_address', 'service_mail'], brief: 'reply' },
  'author-service': { article: 'CRPA L. 212-2 (1°)', variables: ['service'] },
  'public-author': { article: 'CRPA L. 111-2', variables: ['organisation'] },
  'secure-page': { article: 'CRPA L. 212-2 (1°)', variables: ['reply_link'] },
  'legal-grounds': {
    article: 'CRPA L. 211-5',
    variables: ['legal_grounds'],
    words: { fr: /articles? l\. ?\d/, en: /articles? l\. ?\d/ },
    kind: 'legal',
    variablesAnywhere: true,
  },
  'factual-grounds': { article: 'CRPA L. 211-5', variables: ['factual_grounds', 'masked_secret'] },
  'appeal-time': {
    article: 'CJA R. 421-5',
    words: { fr: /(?:deux|trois|\d+) mois|\d+ jours/, en: /(?:two|three|\d+) months|\d+ days/ },
    ...inAppeal,
    given: refused,
  },
  'appeal-way': {
    article: 'CJA R. 421-5',
    variables: ['court', 'civil_court', 'prior_authority'],
    words: { fr: /tribunal|commission d'accès/, en: /court|commission for access/ },
    ...inAppeal,
    given: refused,
  },
  // Such a block names two times: that of the court is not the one within which the prior appeal is to be made.
  'prior-appeal-time': {
    article: 'CJA R. 421-5, CRPA L. 412-3',
    variables: ['appeal_months'],
    words: {
      fr: sameSentence('(?:(?:un|deux|trois|\\d+) mois|\\d+ jours)', 'préalable obligatoire'),
      en: sameSentence('(?:(?:one|two|three|\\d+) months?|\\d+ days)', 'compulsory prior'),
    },
    ...inAppeal,
    given: refused,
  },
  'prior-appeal': {
    article: 'CRPA L. 412-3',
    words: {
      fr: /préalable obligatoire|étape est obligatoire avant|obligatoire avant le tribunal/,
      en: /compulsory (?:prior|before)/,
    },
    ...inAppeal,
    given: refused,
  },
  'prior-appeal-basis': {
    article: 'CRPA L. 412-3',
    words: { fr: /situation de fait et de droit/, en: /the facts and the law/ },
    ...inAppeal,
    given: refused,
  },
  'receipt-date': { article: 'CRPA R. 112-11-1 (1°), R. 112-11-2', variables: ['received_on'] },
  department: { article: 'CRPA R. 112-11-1 (2°)', variables: ['service'] },
  'department-address': { article: 'CRPA R. 112-11-1 (2°)', variables: ['service_mail', 'service_address'] },
  'department-phone': { article: 'CRPA R. 112-11-1 (2°)', variables: ['service_phone'] },
  'silence-date': { article: 'CRPA R. 112-11-1 (3°)', variables: ['silence_on'] },
  'silence-refuses': {
    article: 'CRPA R. 112-11-1 (3°)',
    words: { fr: /(?:est|comme) rejetée/, en: /(?:as|is) refused/ },
    given: refused,
  },
  'silence-accepts': {
    article: 'CRPA R. 112-11-1 (3°)',
    words: { fr: /acceptons votre demande|est acceptée/, en: /we accept your request|is accepted/ },
    given: accepted,
  },
  'if-complete': {
    article: 'CRPA R. 112-11-1 (3°)',
    words: { fr: /si (?:votre|le) dossier est complet/, en: /if your file is complete/ },
  },
  certificate: {
    article: 'CRPA R. 112-11-1 (4°), L. 232-3',
    words: { fr: /attestation/, en: /certificate/ },
    given: accepted,
  },
  'documents-list': { article: INCOMPLETE, variables: ['documents'], given: incomplete },
  'documents-deadline': { article: INCOMPLETE, variables: ['deadline'], given: incomplete },
  'clock-pauses': {
    article: INCOMPLETE,
    words: { fr: /délai.{0,80}suspendu/, en: /time.{0,80}suspended/ },
    given: { ...incomplete, ...refused },
  },
  'clock-begins': {
    article: INCOMPLETE,
    words: { fr: /délai.{0,80}commence/, en: /time.{0,80}begins/ },
    given: { ...incomplete, ...accepted },
  },
  'implicit-date': { article: 'CRPA L. 232-3, L. 232-4', variables: ['silence_on'] },
  'complete-since': { article: 'CRPA L. 232-3', variables: ['completed_on'] },
  'available-since': { article: 'CRPA R. 112-19', variables: ['today'] },
  'available-where': { article: 'CRPA R. 112-19', variables: ['reply_link'] },
  'time-to-open': { article: 'CRPA R. 112-19, R. 112-20', variables: ['notice_days'] },
  'unopened-counts': {
    article: 'CRPA R. 112-19, R. 112-20',
    words: { fr: /le jour de sa mise à disposition/, en: /the day it was made available/ },
  },
  'competent-authority': { article: 'CRPA L. 114-2', variables: ['authority'] },
  'passed-on': { article: 'CRPA L. 114-2', variables: ['decided_on'] },
  'correction-deadline': { article: 'CRPA L. 123-1', variables: ['deadline'] },
  'first-in-good-faith': {
    article: 'CRPA L. 123-1',
    words: { fr: /premi.{0,40}bonne foi/, en: /first.{0,40}good faith/ },
  },
  rectification: { article: 'RGPD art. 15 (1 e)', words: { fr: /corriger/, en: /correct/ } },
  erasure: { article: 'RGPD art. 15 (1 e)', words: { fr: /effacer/, en: /erase/ } },
  'data-complaint': { article: 'RGPD art. 15 (1 f)', words: { fr: /cnil/, en: /cnil/ } },
  'will-be-blocked': { article: 'CRPA L. 112-11', words: { fr: /bloquer/, en: /block/ } },
  'other-ways': { article: 'CRPA L. 112-11', variables: ['service_phone'] },
  'petition-threshold': { article: 'CGCT L. 1112-16', variables: ['threshold'] },
  'petition-once': { article: 'CGCT L. 1112-16', words: { fr: /une seule fois/, en: /only once/ } },
} as const satisfies Record<string, Mention>;

export type MentionName = keyof typeof MENTIONS;

export const mention = (name: MentionName): Mention => MENTIONS[name];

const AUTHOR: MentionName[] = ['author-name', 'author-role', 'author-address'];
const DECISION: MentionName[] = ['author-service', 'secure-page'];
const APPEAL: MentionName[] = ['appeal-time', 'appeal-way'];
const PRIOR: MentionName[] = ['prior-appeal', 'prior-appeal-time', 'prior-appeal-basis'];
const REASONED: MentionName[] = ['legal-grounds', 'factual-grounds'];
const DOCUMENTS: MentionName[] = ['documents-list', 'documents-deadline', 'clock-pauses', 'clock-begins'];
const REQUEST: MentionName[] = [
  'receipt-date',
  'department',
  'department-address',
  'department-phone',
  'silence-date',
  'silence-refuses',
  'silence-accepts',
  'if-complete',
  'certificate',
  ...APPEAL,
];

const OF_ACT: Record<LegalAct, readonly MentionName[]> = {
  correspondence: AUTHOR,
  // A post that anybody reads is no letter to somebody: it says which house writes.
  'public-post': ['public-author'],
  acknowledgement: ['receipt-date', ...AUTHOR],
  'request-acknowledgement': [...REQUEST, ...DOCUMENTS, ...AUTHOR],
  'request-acknowledgement-prior-appeal': [...REQUEST, ...PRIOR, ...DOCUMENTS, ...AUTHOR],
  'missing-documents': [...DOCUMENTS, ...AUTHOR],
  'favourable-decision': [...AUTHOR, ...DECISION],
  'unfavourable-decision': [...REASONED, ...APPEAL, ...AUTHOR, ...DECISION],
  'unfavourable-decision-prior-appeal': [...REASONED, ...APPEAL, ...PRIOR, ...AUTHOR, ...DECISION],
  'implicit-acceptance': ['implicit-date', 'complete-since', ...AUTHOR, ...DECISION],
  'implicit-refusal': ['implicit-date', ...REASONED, ...APPEAL, ...AUTHOR, ...DECISION],
  'implicit-refusal-prior-appeal': ['implicit-date', ...REASONED, ...APPEAL, ...PRIOR, ...AUTHOR, ...DECISION],
  'document-refusal': [...REASONED, ...APPEAL, 'prior-appeal', ...AUTHOR, ...DECISION],
  notification: ['available-since', 'available-where', 'time-to-open', 'unopened-counts', ...AUTHOR],
  transfer: ['competent-authority', 'passed-on', ...AUTHOR],
  'right-to-error': ['correction-deadline', 'first-in-good-faith', ...AUTHOR],
  'data-access': ['rectification', 'erasure', 'data-complaint', ...AUTHOR],
  'abuse-warning': ['will-be-blocked', 'other-ways', ...AUTHOR],
  petition: ['petition-threshold', 'petition-once', ...AUTHOR],
};

export const mentionsOf = (act: LegalAct): readonly MentionName[] => OF_ACT[act];
