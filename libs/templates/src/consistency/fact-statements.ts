import type { Language } from '@guichet/contracts';
import { boundOf as boundOfWords } from '../meaning/upper-and-lower-bounds.js';
import { foldAccents } from '../meaning/stems.js';
import type { Stated } from '../meaning/statements-in-context.js';
import { byDay, lasting, nationalNumber } from '../meaning/values/same-value.js';
import type { Sentence, Statement } from './sentence-and-statements.js';
import { tokensOf } from './subject-tokens-of-clause.js';

/** What is said to one person of their own matter differs from person to person. */
const PERSONAL: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:(?:l[ea]s?|du|au) votres?|pour vous|dans votre cas|vous concernant|chez vous|votre (?:passage|numero|reference|avis dat|forfait|remboursement|solde|facture)|vous devez encore|vous ne devez)(?!\p{L})/u,
  en: /(?<!\p{L})(?:yours|in your case|for you|your (?:refund|fine|number|reference|balance|invoice|notice (?:is |was )?dated))(?!\p{L})/u,
};
/** The time of an appointment is one person's own; what is to be brought to it, or paid there, is not. */
const APPOINTMENT =
  /(?<!\p{L})(?:votre (?:rendez-vous|rdv|creneau)|vous avez (?:un )?(?:rendez-vous|rdv)|your (?:appointment|slot)|you have an appointment)(?!\p{L})/u;
/** An amount that is said of what stands before its comma: `votre facture de juin, d'un montant de 47,60 €`. */
const OF_BEFORE =
  /^,? ?(?:d'un (?:montant|total) de|pour un (?:montant|total) de|soit|of|for|in the amount of|a total of) $/u;
/** Said of somebody by name: `Pour Zoé, il s'établit à 3,15 €`. */
const BY_NAME = /(?<!\p{L})(?:[Pp]our|[Ff]or) \p{Lu}\p{Ll}+,/u;
/** Speaks of what is the reader's own. */
export const SPOKEN_TO: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:votre|vos|v[oô]tres?)(?!\p{L})/u,
  en: /(?<!\p{L})yours?(?!\p{L})/u,
};

/** Returns what a fact of a sentence says to everybody; nothing for what is one person's own. */
export function factStatements(fact: Stated, sentence: Sentence): Statement[] {
  const slot = slotOf(fact, sentence);
  if (slot === null || isPersonal(fact, sentence)) return [];
  const plain = sentence.nearOf(sentence.clauseAt(fact.at));
  const isPrice = fact.kind === 'amount' && !plain.includes('@refund');
  const near = isPrice && !plain.includes('@price') ? [...plain, '@price'] : plain;
  const scope = sentence.scopeOfFact(fact);
  const own = {
    slot,
    value: slot === 'fact age' ? ageOf(fact, sentence) : valueOf(fact, slot),
    near,
    scope,
    ...sentence.ownOfFact(fact),
    ...boundOf(fact, sentence),
  };
  return isPrice && !/ 0\.00$/.test(fact.value)
    ? [own, { slot: 'side free', value: 'no', near, scope: sentence.scopeOf(sentence.clauseAt(fact.at)) }]
    : [own];
}

/** `No later than six weeks before` is `at least six weeks before`. */
const LATEST = /(?:au plus tard|dernier delai|no later than|at the latest)(?: l[ea'])? ?$/u;
const AHEAD = /^[^,;.]{0,20}?(?<!\p{L})(?:avant|a l'avance|before|ahead|in advance|prior)(?!\p{L})/u;
const WEEKDAY = /(?<!\p{L})(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\p{L}+day),? $/u;
function boundOf({ kind, at, text, bound: given }: Stated, sentence: Sentence): Pick<Statement, 'bound'> {
  const before = sentence.text.slice(Math.max(0, at - 50), at);
  const bound =
    given ??
    (kind === 'date' && WEEKDAY.test(before)
      ? boundOfWords({ before: before.replace(WEEKDAY, ''), after: '' }, sentence.language)
      : null);
  if (bound === null) return {};
  const [head, tail] = [sentence.text.slice(Math.max(0, at - 20), at), sentence.text.slice(at + text.length)].map(
    foldAccents,
  );
  return { bound: kind === 'duration' && LATEST.test(head!) && AHEAD.test(tail!) ? 'least' : bound };
}

const AGE: Record<Language, RegExp> = {
  fr: /(?:des|a partir de|plus de|moins de|agee?s? de|au moins|avoir|avant|apres|jusqu'a|ayant) $/u,
  en: /(?:age of|aged|over|under|from|at least|be) $/u,
};
/** Ages that are not reached or left behind, as `under 26` and `over 17`: the last and the first that count. */
const NOT_REACHED = /(?<!pas )(?<!not )(?:moins de|avant|under) $/u;
const LEFT_BEHIND = /(?<!pas )(?<!not )(?:plus de|apres|over) $/u;

function ageOf({ value, at }: Stated, { text }: Sentence): string {
  const age = Number(value.replace(/\D/g, ''));
  const head = foldAccents(text.slice(Math.max(0, at - 20), at));
  return String(age + (LEFT_BEHIND.test(head) ? 1 : 0) - (NOT_REACHED.test(head) ? 1 : 0));
}

const UNITS: Record<string, string> = { metr: 'm', m: 'm', fois: 'times', tim: 'times', photo: 'photo', repa: 'meal', meal: 'meal', exempla: 'copy', copi: 'copy', copy: 'copy', enfant: 'child', child: 'child', vehicul: 'vehicle', cubic: 'm', objet: 'item', item: 'item' }; // prettier-ignore

/** What is counted for everybody; a number of metres is that of one matter unless it is a limit. */
const COUNTED = new Set(['times', 'photo', 'copy', 'item']);

/** Numbers are compared where they count the same. */
function slotOf(fact: Stated, { text, language }: Sentence): string | null {
  const { kind, value, at } = fact;
  const head = foldAccents(text.slice(Math.max(0, at - 20), at));
  if (kind === 'appeal' || (kind === 'link' && OWN_PAGE.test(fact.text))) return null;
  if (/^P\d+Y$/.test(value) && AGE[language].test(head)) return 'fact age';
  if (kind === 'number' && /(?:age of|aged|over|under) $/u.test(head) && /^\d{2}$/.test(value)) return 'fact age';
  if (kind === 'duration' && FRESH.test(head)) return 'fact freshness';
  if (kind !== 'number') return `fact ${kind}`;
  const measure = /^[\d.]+ (.+)$/.exec(value)?.[1];
  const unit = measure ?? fact.after[0];
  const isName =
    fact.isReference ||
    (/^20\d\d$/.test(fact.text) && OF_YEAR.test(head)) ||
    /num[eé]ro|n°/iu.test(fact.before[0] ?? '') ||
    (!measure && fact.text.length > 6);
  if (isName || !unit || /^\D/.test(value)) return null;
  const isThreshold = fact.bound !== null || tokensOf(text, language).includes('@limit');
  return isThreshold || COUNTED.has(UNITS[unit] ?? '') ? `fact number ${UNITS[unit] ?? `${language}:${unit}`}` : null;
}
const OF_YEAR = /(?:rentree|annee|saison|campagne|exercice|en|in|year|season|term) $/u;
/** The address of a page of one person alone: ours of citizens, and those that end in a key of letters and figures. */
const OWN_PAGE = /\/portal\/\w+\/[\w.-]{20,}$|\/(?=[\w.-]*[a-z])(?=[\w.-]*[A-Z])(?=[\w.-]*\d)[\w.-]{32,}$/u;
/** How old a paper may be. */
const FRESH = /(?:moins de|less than|plus de|older than|datant de|dated within) (?:the last )?$/u;

function isPersonal(fact: Stated, sentence: Sentence): boolean {
  const { kind, value, at } = fact;
  const { language, text } = sentence;
  const { start, end } = sentence.clauseAt(at);
  const plain = foldAccents(text.slice(start, end));
  if (kind === 'date') {
    const isLimit =
      boundOf(fact, sentence).bound !== undefined &&
      RECURRING.test(foldAccents(text)) &&
      !THEIRS[language].test(foldAccents(text));
    return !isLimit && /-\d\d$/.test(value) && (SPOKEN_TO[language].test(foldAccents(text)) || !RECURRING.test(plain));
  }
  if (kind !== 'amount' && kind !== 'number' && kind !== 'time') return false;
  const isOfBefore = OF_BEFORE.test(foldAccents(text.slice(start, at)));
  const whole = isOfBefore ? foldAccents(text.slice(Math.max(0, start - 60), end)) : plain;
  return (
    PERSONAL[language].test(whole) ||
    (kind === 'time' && APPOINTMENT.test(plain)) ||
    (kind === 'amount' && BY_NAME.test(text.slice(Math.max(0, start - 30), end)))
  );
}
/** What the reader has sent, asked, owes or is given at its time: its dates, sums and times are their own. */
const THEIRS: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:(?:votre|vos) (?:avis|carte|contrat|courrier|courriel|demande|dossier|facture|inscription|lettre|message|numero|passage|passeport|permis|recours|reference|remboursement|rendez-vous|solde|titre)s?|vous (?:avez|aviez|nous avez) (?:adresse|demande|depose|ecrit|envoye|paye|rendez-vous|transmis|verse)|nous (?:vous )?avons (?:bien )?(?:recu|rembourse|envoye)|dans votre cas|pour vous|vous concernant)(?!\p{L})/u,
  en: /(?<!\p{L})(?:your (?:appeal|application|appointment|card|case|contract|email|file|fine|invoice|letter|message|notice|number|passport|payment|permit|reference|refund|registration|request|balance)s?|you (?:have )?(?:an appointment|asked|applied|paid|sent|wrote|written)|we (?:have )?(?:received|refunded|sent)|in your case|for you)(?!\p{L})/u,
};
/** Until when something may be done, and from when on, is the same for all. */
const LIMIT: Record<Language, RegExp> = {
  fr: /(?:avant|jusqu'(?:a|au)|au plus tard|d'ici|a partir|a compter|des|apres|depuis|pendant) (?:le |la |du |au )*$/u,
  en: /(?:before|until|by|no later than|from|after|since|deadline(?: is| of)?) (?:the )?$/u,
};
/** Numbers of so many digits name something, as a file or an account. */
const NAME = 5;

/** Is a fact that is no statement of a sentence its reader's own? */
export function isOwn({ kind, text, at }: Stated, { language, text: whole }: Sentence): boolean {
  if (kind === 'link') return OWN_PAGE.test(text);
  const plain = foldAccents(whole);
  const isLimit = LIMIT[language].test(plain.slice(Math.max(0, at - 24), at));
  return !isLimit && (kind !== 'number' || text.length >= NAME) && THEIRS[language].test(plain);
}

/** Dates that are the same for all. */
const RECURRING =
  /(?:inscription|campagne|date limite|rentree|ouvert|ferme|tous|chaque|annee|until|deadline|every|registration|closes|opens|term)/u;

/** Values in one spelling: lengths of time in one unit, times of day that are not said to be at night, numbers without their country. */
function valueOf({ kind, value }: Stated, slot: string): string {
  if (slot === 'fact age') return /^P(\d+)/.exec(value)?.[1] ?? value;
  if (kind === 'duration') return lasting(value);
  if (kind === 'time') return byDay(value);
  return kind === 'phone' ? nationalNumber(value) : value;
}
