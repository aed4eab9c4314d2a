import type { Language } from '@guichet/contracts';

/** Frequent words of each language that the other one does not have. */
const FREQUENT: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(
    'le la les des du est et une pour votre vos vous nous dans sur par que qui ne pas il elle ce cette ces cet sont avec peut afin aux au je mon ma mes notre nos été être avoir avez avons ont merci bonjour leur leurs si mais donc chez dès lors sera serez devez pouvez depuis cela sans ou se bien'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the of and is are to in for your you we it by this that these not be with from at will must have has been can please our they their there any if would should was were which when what but before after until about'.split(
      ' ',
    ),
  ),
};

/** Words among them that Spanish or Dutch has as well: by these alone, no language is certain. */
const SHARED = new Set('le la que se nos mes si is in we was'.split(' '));
const NOT_SHARED = 4;

/** Of fewer letters, no language is certain. */
const LETTERS = 60;
/** So many different frequent words, and such a part of all words. Of another language than ours, a text has fewer. */
const WORDS = 5;
const SHARE = 0.22;
/** Those of the other language are at most such a part of them, as a name or a term has some. */
const OTHERS = 0.12;
/** The language is known long before the end of a long reply. In characters. */
const READ = 2_000;

/** What may be in a language of its own: what is quoted, addresses of the web and of mails. */
const CITED = /«[^»]{0,400}»|“[^”]{0,400}”|"[^"]{0,400}"|^>.*$|https?:\/\/\S+|www\.\S+|\S+@\S+/gmu;

const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();
const sentencesIn = (text: string) => text.split(/\n|(?<=[.!?…])\s+/u).map(plain);

/** The words that the agent has written themselves, as far as the template does not say them. */
function ownWords(text: string, templateText: string): string {
  const ofTemplate = new Set(sentencesIn(templateText));
  return sentencesIn(text.replace(CITED, ' '))
    .filter((sentence) => !ofTemplate.has(sentence))
    .join('\n')
    .slice(0, READ);
}

/**
 * The language of what the agent has written themselves in a reply; undefined where it is not certain, as of few words, of names and
 * addresses, or where both languages stand there. Pure.
 */
export function languageOfOwnWords(text: string, templateText = ''): Language | undefined {
  const own = ownWords(text, templateText);
  if ((own.match(/\p{L}/gu)?.length ?? 0) < LETTERS) return undefined;
  // An elision is a word of its own, as `l’acte` and `it’s` are two.
  const words = own.toLowerCase().match(/\p{L}+/gu) ?? [];
  const frequent = (language: Language) => words.filter((word) => FREQUENT[language].has(word));
  const [fr, en] = [frequent('fr'), frequent('en')];
  const [language, most, fewest] = fr.length > en.length ? (['fr', fr, en] as const) : (['en', en, fr] as const);
  const isCertain =
    new Set(most).size >= WORDS &&
    new Set(most.filter((word) => !SHARED.has(word))).size >= NOT_SHARED &&
    most.length >= words.length * SHARE &&
    fewest.length <= most.length * OTHERS;
  return isCertain ? language : undefined;
}
