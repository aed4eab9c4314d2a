import type { Handle } from '@guichet/contracts';
import type { CheckedText } from './checked-texts.js';
import type { DisclosedValue, Owner } from './findings-before-sending.js';
import { publishedByTemplates, type CheckContext } from './disclosure-check.queries.js';
import { occurrencesOf, type Occurrences } from './personal-value.queries.js';
import { addressKey, type PersonalValue } from './personal-values-in-text.js';
import type { PublicFacts } from './public-facts.js';
import { plain } from './normalise-text.js';
import { wordsOfCitizen, type WordsOfCitizen } from './words-of-citizen.queries.js';

/** What is known of those whom a message may name. */
interface Knowledge {
  own: WordsOfCitizen;
  occurrences: (key: string) => Occurrences;
  ownerOf: (handle: Handle) => Owner;
  facts: PublicFacts;
  /** What the citizen wrote of themselves is not for whoever gets it. */
  isToOthers: boolean;
}

/** Finds what the texts of a message name that is not for the citizen of the case: neither theirs, nor public. */
export async function disclosedValues(
  context: CheckContext,
  texts: readonly CheckedText[],
  { ownerOf, facts }: Pick<Knowledge, 'ownerOf' | 'facts'>,
): Promise<DisclosedValue[]> {
  const keys = texts.flatMap(({ addresses, values }) => [
    ...addresses.map(addressKey),
    ...values.flatMap((value) => value.keys),
  ]);
  const [own, occurrences] = await Promise.all([wordsOfCitizen(context), occurrencesOf(context, [...new Set(keys)])]);
  const knowledge = { own, occurrences, ownerOf, facts, isToOthers: context.isToOthers };
  const found = texts.flatMap((text) =>
    [
      ...text.addresses.flatMap((address) => judgeAddress(knowledge, address)),
      ...text.values.flatMap((value) => judgeValue(knowledge, value)),
      ...judgeHealth(knowledge, text),
    ].map((value) => (text.file === undefined ? value : { ...value, file: text.file })),
  );
  return withoutPublished(context, withoutParts(found));
}

function judgeAddress({ own, occurrences, ownerOf, facts }: Knowledge, handle: Handle): DisclosedValue[] {
  const key = addressKey(handle);
  const { isOfCase, isOfOthers } = occurrences(key);
  const owner = ownerOf(handle);
  const isOfAnother = owner === 'of-another' || (owner === 'unknown' && isOfOthers);
  if (!isOfAnother || isOfCase || own.keys.has(key) || facts.isOurAddress(handle) || facts.isOfOurDomain(handle))
    return [];
  return [{ code: 'other-person-data', text: handle.value, value: handle.value }];
}

function judgeValue({ own, occurrences, facts, isToOthers }: Knowledge, value: PersonalValue): DisclosedValue[] {
  const { kind, keys, text, words } = value;
  const isOfCase = keys.some((key) => own.keys.has(key) || occurrences(key).isOfCase);
  if ((isOfCase && !(isToOthers && SENSITIVE.has(kind))) || facts.isPublic(value)) return [];
  const shown = valueOf(value);
  if (kind === 'iban' || kind === 'nir')
    return [{ code: 'sensitive-number', text, value: shown, what: kind, toOthers: isToOthers }];
  if (kind === 'name' || kind === 'family-name') {
    const isOwn = words!.every((word) => own.words.has(word));
    const isKnown = keys.some((key) => (kind === 'name' ? occurrences(key).isOfAnybody : occurrences(key).isOfOthers));
    return isKnown && !isOwn ? [{ code: 'other-person-name', text, value: shown }] : [];
  }
  return keys.some((key) => occurrences(key).isOfOthers) ? [{ code: 'other-person-data', text, value: shown }] : [];
}

/** Numbers that are nobody's business but the citizen's, whoever wrote them. */
const SENSITIVE: ReadonlySet<string> = new Set(['iban', 'nir']);

/** The value without the kind before it. */
const valueOf = ({ keys: [key] }: PersonalValue): string => key!.slice(key!.indexOf(':') + 1);

/** These say no more than what the citizen raised, whatever it was. */
const GENERAL_TOPICS = new Set(['illness', 'disability']);

const judgeHealth = ({ own: { topics }, isToOthers }: Knowledge, { health }: CheckedText): DisclosedValue[] =>
  health
    .filter(({ topic }) => isToOthers || (!topics.has(topic) && !(GENERAL_TOPICS.has(topic) && topics.size > 0)))
    .map(({ topic, text }) => ({ code: 'health', text, value: topic, toOthers: isToOthers }));

/** A family name is found in the whole name, too, and is not said twice. */
const withoutParts = (found: readonly DisclosedValue[]): DisclosedValue[] =>
  found.filter(
    ({ code, value }) =>
      code !== 'other-person-name' ||
      !found.some((other) => other.code === code && other.value !== value && isPartOf(value, other.value)),
  );

const isPartOf = (value: string, whole: string): boolean => {
  const words = whole.split(' ');
  return value.split(' ').every((word) => words.includes(word));
};

/** Leaves out numbers and addresses that an approved template states: it is sent to everybody. */
async function withoutPublished({ reader }: CheckContext, found: readonly DisclosedValue[]): Promise<DisclosedValue[]> {
  const spellings = (value: DisclosedValue) => [value.text, plain(value.text), value.value];
  const published = new Set(
    await publishedByTemplates(
      reader,
      found.filter(({ code }) => code !== 'health' && code !== 'other-person-name').flatMap(spellings),
    ),
  );
  return found.filter((value) => !spellings(value).some((spelling) => published.has(spelling)));
}
