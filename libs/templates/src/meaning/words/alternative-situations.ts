import type { Language } from '@guichet/contracts';
import { lazyPerLanguage } from '../lazy-value-per-language.js';

/** Two cases between which a town often distinguishes, in words without accents and capitals. */
const WORDS: Record<Language, [string, string][]> = {
  en: [
    ['small(?:er)?|little', 'large(?:r)?|big(?:ger)?|bulky'],
    ['odd', 'even'],
    ['(?<!dis)agree', 'disagree'],
    ['accept', 'refuse|decline'],
    ['owns?|owners?|owner-occupiers?|homeowners?', 'rent(?:s|ing)?|tenants?|lodgers?'],
    ['landlords?', 'tenants?'],
    ['(?<!non-)residents?|locals?', 'visitors?|non-residents?|tourists?'],
    ['under|younger|below', '(?:and|or) (?:over|older|above|more)|over|older'],
    ['adults?', 'child(?:ren)?|kids?|juniors?|pupils?'],
    ['married', 'unmarried|single'],
    ['employed|employees?', 'self-employed|unemployed'],
    ['new', 'existing|renewals?|renewing'],
    ['buyers?', 'sellers?'],
    ['weekdays?', 'weekends?'],
    ['mornings?', 'afternoons?|evenings?'],
    ['summer', 'winter'],
    ['paper|post(?:al)?', 'online|email'],
    ['yes', 'no'],
    ['indoors?|inside', 'outdoors?|outside'],
    ['stops?|ceases?', 'goes on|continues?|persists?'],
  ],
  fr: [
    ['petite?s?', 'grande?s?|gros(?:ses?)?|volumineux|volumineuses?'],
    ['impaire?s?', '(?<!im)paire?s?'],
    ["d'accord", "(?:pas|en des)accord|contestez|desaccord"],
    ['acceptez', 'refusez|renoncez'],
    ['proprietaires?', 'locataires?'],
    ['bailleurs?', 'locataires?|preneurs?'],
    ['residents?|habitants?|valbourgeois|riverains?', 'visiteurs?|exterieurs?|non-residents?'],
    ['moins de|jeunes', 'plus de|et plus|ou plus|aines'],
    ['adultes?|majeure?s?', 'enfants?|mineure?s?|eleves?'],
    ['mariee?s?', 'celibataires?'],
    ['salariee?s?', 'independante?s?|demandeurs? d\'emploi'],
    ['nouveaux?|nouvelles?|premieres?', 'anciens?|anciennes?|renouvellements?'],
    ['acheteurs?|acquereurs?', 'vendeurs?|vendeuses?'],
    ['en semaine', 'week-ends?'],
    ['matins?|matinees?', 'apres-midis?|soirs?|soirees?'],
    ['ete', 'hiver'],
    ['papier|courrier', 'en ligne|internet'],
    ['oui', 'non'],
    ['interieure?s?', 'exterieure?s?'],
    ['cesse|s\'arrete', 'continue|persiste'],
  ],
}; // prettier-ignore

const anyOf = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'gu');

/** The same as patterns. */
export const CASES = lazyPerLanguage((language): (readonly [RegExp, RegExp])[] =>
  WORDS[language].map(([one, other]) => [anyOf(one), anyOf(other)]),
);
