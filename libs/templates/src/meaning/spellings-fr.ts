import { ordinals, share, type Spelling } from './spellings.js';
import { daysOfMonths } from './values/days-of-months.js';
import { FRENCH_CLOCK } from './values/french-clock.js';
import { SIZE_UNITS, UNITS } from './values/measures.js';

const MONTH =
  'janvier|janv|fevrier|février|fevr|févr|mars|avril|avr|mai|juin|juillet|juil|aout|août|septembre|sept|octobre|oct|novembre|nov|decembre|décembre|dec|déc';
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const ORDINALS: [string, number][] = [
    ...['deuxième|second|seconde', 'troisième', 'quatrième', 'cinquième', 'sixième', 'septième', 'huitième', 'neuvième', 'dixième', 'onzième', 'douzième', 'treizième', 'quatorzième', 'quinzième', 'seizième'].map((word, n): [string, number] => [word, n + 2]),
    ['vingtième', 20], ['trentième', 30],
]; // prettier-ignore

const PARTS: [string, number][] = [['tiers', 3], ['quart', 4], ['cinquième', 5], ['sixième', 6], ['huitième', 8], ['dixième', 10]]; // prettier-ignore
/** `un tiers du prix` and `deux tiers`, but not `un tiers`, who is somebody else, nor `un quart d'heure`. */
const FRACTIONS: Spelling[] = PARTS.flatMap(([part, n]): Spelling[] => [
  [new RegExp(`(?<!\\p{L})(?:un|1) ${part}(?= (?:du|des|de|sur) )`, 'giu'), share(1, n)],
  [new RegExp(`(?<=(?:réduction|remise|rabais|hausse|baisse|augmentation|réduite?s?|part) (?:d'|de ))un ${part}(?!\\p{L}| d'heure)`, 'giu'), share(1, n)],
  [new RegExp(`(?<![\\p{L}\\d])(\\d) ${part.replace(/s$/, '')}s(?! d'heure)(?!\\p{L})`, 'giu'), ([, parts]) => share(Number(parts), n)],
]); // prettier-ignore

/** About so many: said as the number. */
const DOZENS: Spelling[] = [
  [/(?<!\p{L})(?:une )?demi-douzaine(?: d[e'])?(?!\p{L})/giu, '6'],
  [/(?<!\p{L})(?:une )?dizaine(?: d[e'])?(?!\p{L})/giu, '10'],
  [/(?<!\p{L})(?:une )?douzaine(?: d[e'])?(?!\p{L})/giu, '12'],
  [/(?<!\p{L})(?:une )?quinzaine(?: de(?= (?!jours)\p{L})|(?: de)?(?= jours))/giu, '15'],
  [
    /(?<=(?<!\p{L})(?:dans|sous|par|chaque|d'ici|(?:dur|prendr|prenn)\p{L}{1,4}|délai d') ?)(?:la |une )?quinzaine(?!\p{L})/giu,
    '15 jours',
  ],
  [/(?<=(?<!\p{L})(?:dans|sous|par|chaque|d'ici) )(?:la |une )?huitaine(?: de jours)?(?!\p{L})/giu, '8 jours'],
  [/(?<!\p{L})(?:une )?vingtaine(?: de)?(?!\p{L})/giu, '20'],
  [/(?<!\p{L})(?:une )?centaine(?: de)?(?!\p{L})/giu, '100'],
];

const WEEKDAYS: Spelling[] = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'].map((day) => [
  new RegExp(
    `(?<!\\p{L})${day.slice(0, 3)}\\.?(?= \\d| ?[-,] ?(?:lun|mar|mer|jeu|ven|sam|dim)|\\.? ?(?:et|au) )(?<!(?:en|de|\\d) mar\\.?)`,
    'giu',
  ),
  day,
]);

const WEEKDAY = '(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)';
const SHORT_DAY = '(?:lun|mar|mer|jeu|ven|sam|dim)(?:(?:cre|dre|e)?di|anche)?\\.?';
/** `dim. 7 > sam. 13/06`, `9h > 12h`. */
const ARROWS: Spelling[] = [
  [
    new RegExp(
      `(?<=\\d(?:er)? ?|\\d ?h(?:\\d\\d)? ?|(?<!\\p{L})${SHORT_DAY} ?)-?[>→] ?(?=\\d|${SHORT_DAY}(?!\\p{L}))`,
      'giu',
    ),
    'au ',
  ],
  [/(?<=\dh(?:\d\d)?)(?: au|au) (?=\d{1,2} ?h)/giu, ' à '],
];

/** `- de 3 mois`, `+ de 10 personnes`. */
const SIGNS: Spelling[] = [
  [/(?<=^|[\s(:,;/])- ?de (?=\d)/giu, 'moins de '],
  [/(?<=^|[\s(:,;/])\+ ?de (?=\d)/giu, 'plus de '],
];

/** In so many copies. */
const COPIES: Spelling = [/(?<!\p{L})en (doubl|tripl)e exemplaires?(?!\p{L})/giu, ([, which]) => `en ${/^d/i.test(which) ? 2 : 3} exemplaires`]; // prettier-ignore

/** How often something happens: every fifteen days is every two weeks in French. */
const OFTEN: Spelling[] = [
  // Which weeks they are says how often it is.
  [new RegExp(`(?<!\\p{L})(?:une?|1) (semaine|${WEEKDAY})s? sur 2(?=[^.;!?\\n]{0,40}(?<!\\p{L})(?:im)?paires?(?!\\p{L}))`, 'giu'), ([, day]) => (/^s/i.test(day) ? '' : `le ${day}`)],
  [new RegExp(`(?<!\\p{L})(?:une?|1) (${WEEKDAY}) sur 2(?!\\d)`, 'giu'), 'le $1, tous les 14 jours'],
  [/(?<!\p{L})(?:(?:une|1) semaine sur 2|toutes les 2 semaines|tous les 1[45] jours)(?!\d)/giu, 'tous les 14 jours'],
  [/(?<!\p{L})(?<!(?:€|euros?) )(?:chaque trimestre|tous les trimestres)(?!\p{L})/giu, 'tous les 3 mois'],
  [/(?<!\p{L})(?<!(?:€|euros?) )(?:chaque semestre|tous les semestres)(?!\p{L})/giu, 'tous les 6 mois'],
  [/(?<!\p{L})un (tri|se)mestre(?!\p{L})/giu, ([, which]) => (/^t/i.test(which) ? '3 mois' : '6 mois')],
  [/(?<![\p{L}\d.,])(?:une?|(\d{1,2}))(?: \p{L}+)? sur (\d{1,3})(?![\p{L}\d%€/:-]|[.,]\d| ?(?:%|€|h))/giu, ([said, n, of]) => (n === of ? said : share(Number(n ?? 1), Number(of)))],
]; // prettier-ignore

const FEASTS: Spelling[] = [
  [/(?<!\p{L})(?:la )?veille de Noël(?!\p{L})/giu, 'le 24 décembre'],
  [/(?<!\p{L})(?:le )?jour de Noël(?!\p{L})/giu, 'le 25 décembre'],
  [/(?<!\p{L})(?:la )?Saint-Sylvestre(?!\p{L})/giu, 'le 31 décembre'],
  [/(?<!\p{L})(?:la )?fin (?:(?:de (?:l'|cette )année|d'année)(?: (20\d\d)(?!\d))?|(?:de )?(20\d\d)(?![\d/-]))/giu, ([, year, other]) => `le 31 décembre ${year ?? other ?? ''}`.trim()],
  [/(?<!\p{L})(?:le )?jour de l'an(?!\p{L})/giu, 'le 1er janvier'],
  [new RegExp(`(?<!\\p{L})(?:le )?dernier jour (?:du mois )?(?:de |d')(?=${MONTH})`, 'giu'), 'fin '],
  [new RegExp(`(?<!\\p{L})(?:le )?(?:premier|1er) jour (?:du mois )?(?:de |d')(?=${MONTH})`, 'giu'), 'le 1er '],
]; // prettier-ignore

/** Sums in thousands and millions. */
const SUMS: Spelling[] = [
  // From 2 to 3 euros.
  [/(?<=(?<!\p{L})(?:de|entre) )(\d{1,5}(?:,\d\d?)?) (à|et) (?=\d{1,5}(?:,\d\d?)? ?(€|euros?(?!\p{L})|%))/giu, '$1 $3 $2 '],
  [/(?<![\d.,])(\d{1,4}(?:,\d{1,3})?) ?(k|M) ?€/gu, ([, n, by]) => `${Math.round(Number(n.replace(',', '.')) * (by === 'k' ? 1e3 : 1e6))} €`],
  [/(?<![\p{L}\d.,])(?:un|(\d{1,3})) millions? et demi d'euros(?!\p{L})/giu, ([, n]) => `${(Number(n ?? 1) + 0.5) * 1e6} €`],
  [/(?<![\p{L}\d.,])(?:un|(\d{1,4}(?:,\d{1,3})?)) millions? d'euros(?!\p{L})/giu, ([, n]) => `${Math.round(Number((n ?? '1').replace(',', '.')) * 1e6)} €`],
]; // prettier-ignore

/** Halves and quarters of what is measured: `un demi-hectare`, `une heure et demie`, `trois quarts d'heure`. */
const OF_UNITS: Spelling[] = [
  // The fifth kilometre of a run: `au km 5`.
  [/(?<!\p{L})(?:km|kilomètre|PK) (\d{1,3})(?![\d:/]|[.,]\d| ?(?:%|€|\p{L}))/giu, '$1 km'],
  [/(?<!\p{L})(?:une )?demi-heure(?!\p{L})/giu, '30 minutes'],
  [/(?<!\p{L})(?:une|1|l'|d'une) ?heure et (demie|quart)(?!\p{L})/giu, ([, more]) => (/^d/i.test(more) ? '90 minutes' : '75 minutes')],
  [/(?<!\p{L})(3 )?(?:un |1 )?quarts? d'heure(?!\p{L})/giu, ([, three]) => `${three ? 45 : 15} minutes`],
  [new RegExp(`(?<!\\p{L})(?:une? )?demi[- ]?e?[- ](${UNITS})(?!\\p{L})`, 'giu'), '0,5 $1'],
  [new RegExp(`(?<![\\p{L}\\d.,])(\\d{1,4}|une?) (${UNITS}) et demie?(?!\\p{L})`, 'giu'), ([, n, unit]) => `${Number(n) || 1},5 ${unit}`],
  [new RegExp(`(?<![\\p{L}'])une? (?=(?:${SIZE_UNITS})(?!\\p{L}))`, 'giu'), '1 '],
]; // prettier-ignore

/** French spellings of numbers, times, weekdays and days. */
export const french = (): Spelling[] => [
  [/(?<!\p{L})pour ?cents?(?!\p{L})/giu, '%'],
  [/(?<=\d ?)pct(?!\p{L})/giu, '%'],
  ...SIGNS,
  [/(?<![\d.,])(\d[\d ]{0,12}) ?(?:euros?|€)(?: et)? (\d{1,2}) ?(?:centimes?|cts?)(?!\p{L})/giu, ([, whole, cents]) => `${whole.trim()},${cents.padStart(2, '0')} €`],
  [/(?<=\d) ?(?:cts?|c€)(?![\p{L}\d])/giu, ' centimes'],
  [new RegExp(`(?<!\\p{L})premier (?=${MONTH})`, 'giu'), '1er '],
  ...FEASTS,
  ...DOZENS,
  ...SUMS,
  [/(?<![\d.,])(\d{1,6})€(\d\d)(?!\d)/gu, '$1,$2 €'],
  [/(?<![\d.,])(\d{1,6}) € (\d\d)(?![\d:]|[.,]\d| ?(?:%|€|\p{L}))/gu, '$1,$2 €'],
  // 01/2027
  [/(?<![\d/.-])(0[1-9]|1[0-2])\/(20\d\d)(?![\d/])/g, ([, month, year]) => `${MONTHS[Number(month) - 1]} ${year}`],
  [new RegExp(`(?<=(?<![\\p{L}\\d.,])\\d{1,3}) (?:premi[eè]re?s?|derni[eè]re?s?) (?=(?:min|mins|mn|minutes?|h|heures?)(?!\\p{L}))`, 'giu'), ' '],
  [/(?<=\d ?)j\.?(?= ouvr)/giu, ' jours'],
  [/(?<=\d ?)j(?:rs?)?(?!\p{L})/giu, ' jours'],
  [/(?<=\d ?)sem(?:\.|(?!\p{L}))/giu, ' semaines'],
  ...ARROWS,
  COPIES,
  ...WEEKDAYS,
  [/(?<=-)ven(?= |,|$)/giu, 'vendredi'],
  [/(?<!\p{L})un euro(?!\p{L})/giu, '1 euro'],
  [/(?<![\d.,])(\d{1,3}(?: \d{3}){0,3}|\d{1,9}) ?euros? (?:et )?(\d\d)(?![\d:/]|[.,]\d| ?(?:%|€|(?:euros?|jours?|mois|ans?|semaines?|heures?|minutes?|places?|personnes?)(?!\p{L})))/giu, '$1,$2 €'],
  [/(?<=\d{4})-(?=\d{1,2}\/)/g, ' - '],
  ...FRACTIONS,
  ...ordinals(ORDINALS, (n) => `${n}e`),
  [/(?<=(?<![\p{L}\d.,])\d{1,2}) ?x(?= ?(?:\/|par ))/giu, ' fois'],
  [/(?<=fois) ?\/ ?(?=\p{L})/giu, ' par '],
  [/(?<=(?<!\d)2)(?:nde?|de?)(?!\p{L})/giu, 'e'],
  [/(?<!\p{L})TA(?!\p{L})/gu, 'tribunal administratif'],
  [/(?<!\p{L})24 ?h(?:eures)?(?: ?\/ ?| sur )24(?: ?(?:h|heures))?(?!\d)|(?<!\p{L})(?:de )?jour (?:et|ou|comme) (?:de )?nuit|(?<!\d)24\/7|(?<!\d)7 *j(?:ours)?(?: ?\/ ?| sur )(?:7|sept(?!\p{L}))/giu, 'à toute heure'],
  ...OFTEN,
  [/(?<!\p{L})(?:première|premier)(?!\p{L})/giu, '1er'],
  [/(?<=\d)(?:è|é|ie)?mes?(?!\p{L})/giu, 'e'],
  [/(?<=(?<!\d)1)(?:ers|res?|eres?|ères?)(?!\p{L})/giu, 'er'],
  ...FRENCH_CLOCK,
  ...OF_UNITS,
  // Days of one month, named once.
  ...daysOfMonths({ month: MONTH, weekday: WEEKDAY, article: 'les?', suffix: 'er', and: 'et|ou|puis', to: 'au' }),
]; // prettier-ignore
