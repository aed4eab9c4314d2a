import { domainToUnicode } from 'node:url';
import { getDomainWithoutSuffix } from 'tldts';
import { registeredDomain } from './authentication-verdict.js';

/** Letters that look like others, as far as fraud uses them (Unicode TR 39, confusables). */
const CONFUSABLE: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'l', i: 'l', '5': 's', '3': 'e', '8': 'b' },
  ...{
    а: 'a',
    с: 'c',
    е: 'e',
    һ: 'h',
    і: 'l',
    ј: 'j',
    ӏ: 'l',
    о: 'o',
    р: 'p',
    ѕ: 's',
    у: 'y',
    х: 'x',
    в: 'b',
    к: 'k',
    м: 'm',
  },
  ...{
    т: 't',
    н: 'h',
    г: 'r',
    α: 'a',
    ε: 'e',
    ι: 'l',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ı: 'l',
    ɡ: 'g',
  },
};

/** What people see of a name at a glance. */
const skeleton = (label: string): string =>
  [...domainToUnicode(label).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()]
    .map((letter) => CONFUSABLE[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

/** Providers of mailboxes, whose people have addresses under several endings. */
const PROVIDERS = new Set(
  'aol bbox free gmail gmx googlemail hotmail icloud laposte live msn neuf orange outlook proton protonmail sfr wanadoo web yahoo ymail'.split(
    ' ',
  ),
);

/** Names that are shorter have neighbours by chance. */
const SHORTEST_WITH_OTHER_ENDING = 5;
const SHORTEST_WITH_OTHER_LETTER = 7;

const isBelow = (domain: string, parent: string): boolean => domain === parent || domain.endsWith(`.${parent}`);

/** Whether one letter was changed, added, left out, or changed places with the next. */
function isOneLetterAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

function resembles(domain: string, known: string): boolean {
  if (domain.includes(`${known}.`) || domain.includes(`${known.replaceAll('.', '-')}.`)) return true;
  const [name, own] = [domain, known].map((one) => getDomainWithoutSuffix(one, { allowPrivateDomains: true }) ?? one);
  if (name === own) return own!.length >= SHORTEST_WITH_OTHER_ENDING && !PROVIDERS.has(own!);
  const [seen, meant] = [skeleton(name!), skeleton(own!)];
  return seen === meant || (meant.length >= SHORTEST_WITH_OTHER_LETTER && isOneLetterAway(seen, meant));
}

/**
 * The domain that another one may be taken for: by letters that look alike, one letter more, less or other, another ending, or its
 * whole name as a part. Undefined for one that belongs to a known domain itself, and for what is merely similar.
 */
export function lookAlikeOf(domain: string, known: Iterable<string>): string | undefined {
  const all = [...new Set(known)];
  if (all.some((one) => isBelow(domain, registeredDomain(one)))) return undefined;
  return all.find((one) => resembles(domain, one));
}
