import { ordinals, two, type Spelling } from './spellings.js';

const time = (hours: number, minutes: number) => `${two(hours)}h${two(minutes)}`;
const MONTH =
  'janvier|janv|fevrier|février|fevr|févr|mars|avril|avr|mai|juin|juillet|juil|aout|août|septembre|sept|octobre|oct|novembre|nov|decembre|décembre|dec|déc';
const ORDINALS: [string, number][] = [
    ...['deuxième|second|seconde', 'troisième', 'quatrième', 'cinquième', 'sixième', 'septième', 'huitième', 'neuvième', 'dixième', 'onzième', 'douzième', 'treizième', 'quatorzième', 'quinzième', 'seizième'].map((word, n): [string, number] => [word, n + 2]),
    ['vingtième', 20], ['trentième', 30],
]; // prettier-ignore

const PARTS: [string, number][] = [['tiers', 3], ['quart', 4], ['cinquième', 5], ['sixième', 6], ['huitième', 8], ['dixième', 10]]; // prettier-ignore
/** `un tiers du prix` and `deux tiers`, but not `un tiers`, who is somebody else, nor `un quart d'heure`. */
const FRACTIONS: Spelling[] = PARTS.flatMap(([part, n]): Spelling[] => [
  [new RegExp(`(?<!\\p{L})(?:un|1) ${part}(?= (?:du|des|de|sur) )`, 'giu'), `1/${n}`],
  [new RegExp(`(?<=(?:réduction|remise|rabais|hausse|baisse|augmentation|réduite?s?|part) (?:d'|de ))un ${part}(?!\\p{L}| d'heure)`, 'giu'), `1/${n}`],
  [new RegExp(`(?<![\\p{L}\\d])(\\d) ${part.replace(/s$/, '')}s(?! d'heure)(?!\\p{L})`, 'giu'), `$1/${n}`],
]); // prettier-ignore

/** About so many: said as the number. */
const DOZENS: Spelling[] = [
  [/(?<!\p{L})(?:une )?dizaine(?: d[e'])?(?!\p{L})/giu, '10'],
  [/(?<!\p{L})(?:une )?douzaine(?: d[e'])?(?!\p{L})/giu, '12'],
  [/(?<!\p{L})(?:une )?quinzaine(?: de)?(?= jours)/giu, '15'],
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

/** French spellings of numbers, times, weekdays and days. */
export const FRENCH: Spelling[] = [
  [/(?<!\p{L})pour ?cents?(?!\p{L})/giu, '%'],
  [/(?<=\d ?)pct(?!\p{L})/giu, '%'],
  [/(?<![\d.,])(\d[\d ]{0,12}) ?(?:euros?|€)(?: et)? (\d{1,2}) ?(?:centimes?|cts?)(?!\p{L})/giu, ([, whole, cents]) => `${whole.trim()},${cents.padStart(2, '0')} €`],
  [new RegExp(`(?<!\\p{L})premier (?=${MONTH})`, 'giu'), '1er '],
  ...DOZENS,
  [/(?<![\d.,])(\d{1,6})€(\d\d)(?!\d)/gu, '$1,$2 €'],
  [/(?<=\d ?)j\.?(?= ouvr)/giu, ' jours'],
  [/(?<=\d ?)j(?:rs?)?(?!\p{L})/giu, ' jours'],
  [/(?<=\d ?)sem(?:\.|(?!\p{L}))/giu, ' semaines'],
  ...WEEKDAYS,
  [/(?<=-)ven(?= |,|$)/giu, 'vendredi'],
  [/(?<!\p{L})un euro(?!\p{L})/giu, '1 euro'],
  [/(?<!\p{L})(?:une )?demi-heure(?!\p{L})/giu, '30 minutes'],
  [/(?<!\p{L})(?:une|1) heure et demie(?!\p{L})/giu, '90 minutes'],
  [/(?<!\p{L})(?:un |1 )?quart d'heure(?!\p{L})/giu, '15 minutes'],
  [/(?<=\d{4})-(?=\d{1,2}\/)/g, ' - '],
  ...FRACTIONS,
  ...ordinals(ORDINALS, (n) => `${n}e`),
  [/(?<=(?<![\p{L}\d.,])\d{1,2}) ?x(?= ?(?:\/|par ))/giu, ' fois'],
  [/(?<=fois) ?\/ ?(?=\p{L})/giu, ' par '],
  [/(?<=(?<!\d)2)(?:nde?|de?)(?!\p{L})/giu, 'e'],
  [/(?<!\p{L})TA(?!\p{L})/gu, 'tribunal administratif'],
  [/(?<!\p{L})24 ?h(?:eures)?(?: ?\/ ?| sur )24(?: ?(?:h|heures))?(?!\d)|(?<!\p{L})(?:de )?jour (?:et|ou|comme) (?:de )?nuit|(?<!\d)24\/7|(?<!\d)7 *j(?:ours)?(?: ?\/ ?| sur )(?:7|sept(?!\p{L}))/giu, 'à toute heure'],
  [/(?<!\p{L})(?:première|premier)(?!\p{L})/giu, '1er'],
  [/(?<=\d)(?:è|é|ie)?mes?(?!\p{L})/giu, 'e'],
  [/(?<=1)(?:re|ere|ère)(?!\p{L})/giu, 'er'],
  // Times of day.
  [/(?<![\p{L}-])midi(?: et |-)demie?(?!\p{L})/giu, '12h30'],
  [/(?<!(?:après|apres|l'après|le|du)[ -])(?<![\p{L}-])midi(?!\p{L})/giu, '12h00'],
  [/(?<=jusqu'à )midi|(?<=avant )midi/giu, '12h00'],
  [/(?<!\p{L})minuit(?!\p{L})/giu, '00h00'],
  [/(?<!\d)(\d{1,2}) ?(?:h|heures?) et demie?(?!\p{L})/giu, ([, h]) => time(Number(h), 30)],
  [/(?<!\d)(\d{1,2}) ?(?:h|heures?) et quart(?!\p{L})/giu, ([, h]) => time(Number(h), 15)],
  [/(?<!\d)(\d{1,2}) ?(?:h|heures?) moins le quart(?!\p{L})/giu, ([, h]) => time(Number(h) - 1, 45)],
  [/(?<!\d)(\d{1,2}) ?(?:h|heures?) ?([0-5]\d)?(?: minutes)? (?:de l'après-midi|du soir)(?!\p{L})/giu, ([, h, m]) => time((Number(h) % 12) + 12, Number(m ?? 0))],
  [/(?<!\d)(\d{1,2}) ?(?:h|heures?) ?([0-5]\d)?(?: minutes)? du matin(?!\p{L})/giu, ([, h, m]) => time(Number(h), Number(m ?? 0))],
  [/(?<![\dh:/.])(\d{1,2}) ?- ?(\d{1,2}) ?h(?![\p{L}])/giu, ([, a, b]) => `${a}h-${b}h`],
  [/(?<=(?:de|entre|ouverte?s?) )(\d{1,2})(?= (?:à|et) \d{1,2} ?(?:h|heures)(?!\p{L}))/giu, '$1h'],
  [/(?<=(?<![\p{L}])(?:de|entre|à|dès|vers|jusqu'à) )(\d{1,2}) heures(?! \d)(?= (?:à|et|-) \d{1,2} ?h)/giu, '$1h'],
  [/(?<=(?<![\p{L}])(?:entre|de) \d{1,2}h (?:et|à) )(\d{1,2}) heures(?! \d)/giu, '$1h'],
  [/(?<=(?<![\p{L}])(?:à partir de|après|avant|jusqu'à|dès|vers|à compter de) )(\d{1,2}) heures(?! \d)(?!\p{L})/giu, '$1h'],
  // Days of one month, named once.
  [/(?<![\d/.])(\d{1,2}) ?(-|au|et(?: le)?) ?(\d{1,2})([/.])(\d{1,2})\4(\d{4}|\d\d)(?!\d)/giu, '$1/$5/$6 $2 $3/$5/$6'],
  [new RegExp(`(?<![\\d/])(\\d{1,2})(?:er)?(?= ?(?:-|au|et(?: le)?|ou(?: le)?|,) ?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?(\\d{1,2})(?:er)? (${MONTH})(?!\\p{L}))`, 'giu'), '$1 $3'],
]; // prettier-ignore
