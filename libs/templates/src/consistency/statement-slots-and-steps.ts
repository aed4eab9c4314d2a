import type { ReadPassage } from './read-passage.js';
import type { Statement } from './sentence-and-statements.js';

/** A statement with the sentence that it stands in, and how many of its slot stand there. */
export interface Said {
  statement: Statement;
  read: ReadPassage;
  isOneOfSeveral: boolean;
}

/** Where, how and to whom somebody goes: a topic has one of them for each step. */
export const PLACES = new Set(['thing where', 'thing way', 'thing who', 'thing authority', 'thing court', 'thing payment', 'thing service', 'fact address', 'fact phone', 'fact mail', 'fact link']); // prettier-ignore
const PARTS_OF_DAY = '\\^(?:morning|afternoon|evening|night)';
const DAYS = '\\^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|weekday|holiday)';
const MONTHS = '\\^(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const whole = (...sources: string[]): RegExp => new RegExp(`^(?:${sources.join('|')})$`);

const NOTHING = /^$/;
const OF_PLACES = /^(?:=.*|\^(?:online|counter|post))$/;
const OF_RANKS = /^\^(?:first|second|third|illness|absence)$/;
const AT_STAKE: Readonly<Record<string, RegExp>> = {
  'fact time': whole(PARTS_OF_DAY),
  'fact date': whole(MONTHS, DAYS, '=20\\d\\d'),
  'fact age': /^\^(?:adult|child|teenager|baby|senior)$/,
  'thing frequency': /^per /,
  'thing part_of_day': whole(PARTS_OF_DAY),
  'thing weekday': whole(DAYS),
  'thing kind_of_day': whole(DAYS),
};

/** What is no qualifier of a value but the value itself, or another word for it. */
export function atStake({ slot }: Statement): RegExp {
  if (PLACES.has(slot)) return OF_PLACES;
  return slot.startsWith('fact rank') ? OF_RANKS : (AT_STAKE[slot] ?? NOTHING);
}

export const isWord = (token: string): boolean => /^[a-z]{2}:/.test(token);

/** Steps of a matter: what is said of one of them is not said of another. */
export const STEPS = new Set(['@deposit', '@collect', '@register', '@meet', '@refund', '@appeal', '@judge', '@declare', '@cancel', '@change', '@leave', '@answer']); // prettier-ignore
