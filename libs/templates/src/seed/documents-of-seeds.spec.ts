import { sourcesOf } from '../rendering/render.js';
import { seeds } from './index.js';

const languages = ['fr', 'en'] as const;

/** Whatever may say that something comes with the reply, or is to be found where it leads. Broad: what is meant is decided below. */
const SPEAKS_OF_DOCUMENT =
  /(?<!\p{L})(?:ci-(?:joint|inclus|annex)\p{L}*|joint\p{L}*|joignant|pièces?|copies?|documents?|annexes?|attestations?|formulaires?|attach\p{L}*|enclos\p{L}*|cop(?:y|ies)|certificates?|forms?)(?!\p{L})/giu;

/** Why a reply from a template that speaks of documents may be sent without one. */
const WITHOUT_DOCUMENT: Readonly<Record<string, string>> = {
  'request-acknowledgement':
    'the documents are those that the citizen is to send, the certificate is one to ask for later',
  'request-acknowledgement-prior-appeal': 'as the one above',
  'request-acknowledgement-civil-court': 'as the one above',
  'missing-documents': 'the documents are those that the citizen is to send',
  'implicit-acceptance-certificate': 'the message itself is the certificate, and says so',
  appointment: 'the documents are those that the citizen is to bring',
};

const spokenOf = seeds.flatMap(({ key, fr, en }) => {
  const words = [...sourcesOf(fr), ...sourcesOf(en)].flatMap(({ source }) => source.match(SPEAKS_OF_DOCUMENT) ?? []);
  return words.length > 0
    ? [{ key, words: [...new Set(words.map((word) => word.toLowerCase()))], texts: { fr, en } }]
    : [];
});

it.each(spokenOf)('$key speaks of $words: it is sent with a document, or there is a reason', ({ key, texts }) => {
  for (const language of languages)
    expect([language, texts[language].needsDocument ?? WITHOUT_DOCUMENT[key] ?? 'neither']).toEqual([
      language,
      WITHOUT_DOCUMENT[key] ?? true,
    ]);
});

it('lists no reason for a template that needs none', () => {
  expect(Object.keys(WITHOUT_DOCUMENT).filter((key) => !spokenOf.some((one) => one.key === key))).toEqual([]);
});
