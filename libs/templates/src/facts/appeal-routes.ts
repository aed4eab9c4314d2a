/** A name of one to three words. */
const NAME = `\\p{Lu}[\\p{L}’'-]{0,30}`;
const TOWN = `${NAME}(?:[ \\u00A0]${NAME}){0,2}`;
const CONTEST = `(?<!\\p{L})(?:contest|réexam|reconsid)\\p{L}{0,12}(?!\\p{L})`;
const HEAD = `(?<!\\p{L})(?:maire|mayor|préfet|prefect)(?!\\p{L})`;

/** Ways to contest, by what names them in either language. */
export const APPEAL_ROUTES: [string, RegExp][] = [
  [
    'court',
    new RegExp(
      `(?:[Tt]ribunal administratif|[Aa]dministrative court|(?<!\\p{L})TA(?= d))(?:\\s(?:(?<article>du|des)\\s|(?:de|of)\\s(?:l[’'])?|d[’'])(?<after>${TOWN}))?|(?<![\\p{L}’'-])(?<before>${TOWN})\\sadministrative court`,
      'gu',
    ),
  ],
  [
    'court other',
    /(?:tribunal (?:judiciaire|de grande instance|de proximité|de police)|conseil de prud[’']hommes|(?:civil|judicial|criminal) court)/gi,
  ],
  [
    'gracious',
    new RegExp(
      `recours gracieux|recours administratif|appeal to the (?:mayor|authority|administration|town|president|prefect)|administrative appeal|${CONTEST}[^.;\\n]{0,40}${HEAD}|${HEAD}[ \\u00A0][^.;\\n]{0,40}${CONTEST}`,
      'giu',
    ),
  ],
  ['mediator', /m[ée]diat(?:eur|rice)|mediator/gi],
  ['cada', /\bCADA\b|acc[èe]s aux documents administratifs|access to administrative documents/gi],
  ['defender', /d[ée]fenseur des droits|defender of rights/gi],
];

/** The article of a town, which French joins to the word before it: `du Mans` is of `Le Mans`. */
const ARTICLES: Record<string, string> = { du: 'Le ', des: 'Les ' };

/** Finds every place where a way to contest is named, with its court where the text names one. */
export const appealsNamed = (text: string) =>
  APPEAL_ROUTES.flatMap(([way, pattern]) =>
    [...text.matchAll(pattern)].map((match) => {
      const place = match.groups?.['after'] ?? match.groups?.['before'];
      const article = ARTICLES[match.groups?.['article'] ?? ''] ?? '';
      const value = place ? `${way} ${article}${place.replaceAll('\u00A0', ' ')}` : way;
      return { value, start: match.index, end: match.index + match[0].length };
    }),
  );
