import type { Language } from '@guichet/contracts';
import { foldAccents } from './stems.js';

/** Whether a value is the most, or the last moment; or the least, or the first moment. */
export type Bound = 'most' | 'least';

/** Words before a value, the longest first: what is negated says the contrary. */
const BEFORE: Record<Language, [RegExp, Bound][]> = {
  fr: [
    [/(?:pas|jamais|guere|(?<!\p{L})n[e'] ?(?:peu|pourr|doi|devr|saur)\p{L}{0,6} (?:etre)?) ?(?:avant|moins d[e']|en dessous de|inferieure?s? a)(?: l[ea']s?)?[^\p{L}\d]*$/u, 'least'],
    [/(?:pas|jamais|guere|(?<!\p{L})n[e'] ?(?:peu|pourr|doi|devr|saur)\p{L}{0,6} (?:etre)?) ?(?:apres|plus (?:tard que|d[e'])|au-dela d[ue]|exceder|depasser|superieure?s? a)(?: l[ea']s?)?[^\p{L}\d]*$/u, 'most'],
    [/(?:avant|jusqu'(?:au?x?|en)|au plus tard|d'ici|dernier delai|(?:date|jour) limite|echeance|expire|termine|fin le|cloture|clos)(?: l[ea']s?| fixee?)?(?: (?:le|au|a|la fin|du|:))?[^\p{L}\d]*$/u, 'most'],
    [/(?:apres|au plus tot|passee?|a partir d[ue']|a compter d[ue']|des|depuis|au-dela d[ue]|debut le|commence)(?: l[ea']s?)?[^\p{L}\d]*$/u, 'least'],
    [/(?:au plus|au maximum|maximum|max\.?|moins d[e']|dans la limite de|a concurrence de|(?:n'|ne |sans |pas )(?:(?:doi|peu|pourr|devr)\p{L}{1,4} )?(?:pas )?(?:exced|depass)\p{L}*(?: pas)?|plafonnee?s? a|limitee?s? a|inferieure?s? (?:ou egale?s? )?a)(?: est)?(?: de| :)?[^\p{L}\d]*$/u, 'most'],
    [/(?:au moins|minimum|min\.?|au minimum|plus d[e']|superieure?s? (?:ou egale?s? )?a|(?:depass|exced)(?:e|ent|er|ant))(?: est)?(?: de| :)?[^\p{L}\d]*$/u, 'least'],
    // The greatest number of persons: 10.
    [/(?<!\p{L})(?:maxi(?:m\p{L}{1,4})?|plafond|jauge)\.?(?: \p{L}{1,14}\.?){0,3}(?: de| est| :| a){0,2}[^\p{L}\d]*$|(?:<=?|≤) ?$/u, 'most'],
    [/(?<!\p{L})(?:mini(?:m\p{L}{1,4})?|plancher|seuil)\.?(?: \p{L}{1,14}\.?){0,3}(?: de| est| :| a){0,2}[^\p{L}\d]*$|(?:>=?|≥) ?$/u, 'least'],
  ],
  en: [
    [/(?:not|n't|never|no) (?:be )?(?:wider|taller|higher|longer|larger|bigger|heavier|older|deeper|louder|faster) than(?: the)?[^\p{L}\d]*$/u, 'most'],
    [/(?:not|n't|never|no) (?:be )?(?:narrower|shorter|smaller|younger|lighter|slower) than(?: the)?[^\p{L}\d]*$/u, 'least'],
    [/(?:not|n't|never|no) (?:(?:be )?(?:before|earlier than|sooner than|less than|fewer than|lower than|below|under))(?: the)?[^\p{L}\d]*$/u, 'least'],
    [/(?:not|n't|never|no) (?:(?:be )?(?:after|later than|more than|higher than|greater than|longer than|exceed(?:ing)?|over|above))(?: the)?[^\p{L}\d]*$/u, 'most'],
    [/(?:before|by|until|till|deadline|prior to|up to|at the latest|ends?|closes|closing date|due)(?: (?:on|is|the|of|:))?[^\p{L}\d]*$/u, 'most'],
    [/(?:after|at the earliest|from|as of|starting(?: from| on)?|since|begins?|starts|onwards from)(?: (?:on|the))?[^\p{L}\d]*$/u, 'least'],
    [/(?:at most|maximum(?: (?:of|is))?|max\.?|less than|fewer than|under|below|limited to|capped at)[^\p{L}\d]*$/u, 'most'],
    [/(?:at least|minimum(?: (?:of|is|age|height|amount|:))*|min\.?|more than|over|above|exceeding)[^\p{L}\d]*$/u, 'least'],
  ],
}; // prettier-ignore

/** `8+` */
const OR_MORE: [RegExp, Bound] = [/^\+(?! ?\d)/u, 'least'];
const AFTER: Record<Language, [RegExp, Bound][]> = {
  fr: [
    OR_MORE,
    [
      /^[^\p{L}\d,;.]*(?:inclus |compris )?(?:au plus(?: tard)?|au maximum|maximum|maxi?(?!\p{L})|dernier delai|ou moins)/u,
      'most',
    ],
    [
      /^(?: ?\(?\p{L}{1,14}\.?){1,2} \(?(?:au plus(?! t[ao])|(?:au |en )?maxi?(?:mum)?(?!\p{L})|(?:ou|et) moins(?!\p{L})|tout au plus)/u,
      'most',
    ],
    [
      /^[^.;,\n\d]{0,25}?(?<!\p{L})(?:au moins|au plus tot|au minimum|minimum|mini?(?!\p{L})|(?:ou|et) plus|ou davantage)/u,
      'least',
    ],
    [/^(?: ?\(?\p{L}{1,14}\.?){1,2} \(?(?:(?:au |en )?mini?(?:mum)?(?!\p{L})|au moins)/u, 'least'],
  ],
  en: [
    OR_MORE,
    [
      /^[^\p{L}\d,;.]*(?:at (?:the )?(?:most|latest)|maximum|max(?!\p{L})|or (?:less|fewer|earlier|before|under))/u,
      'most',
    ],
    [/^(?: ?\(?\p{L}{1,14}\.?){1,3} \(?(?:at (?:the )?most|max(?:imum)?(?!\p{L})|or (?:less|fewer)(?!\p{L}))/u, 'most'],
    [
      /^[^.;,\n\d]{0,25}?(?<!\p{L})(?:at (?:the )?(?:least|earliest)|minimum|min(?!\p{L})|or (?:more|later|over|higher|above|longer|taller)|onwards?|upwards?|and (?:over|above|up))/u,
      'least',
    ],
  ],
};

/** Returns the bound that the words around a value make of it, or null. */
export function boundOf({ before, after }: { before: string; after: string }, language: Language): Bound | null {
  const [head, tail] = [foldAccents(before), foldAccents(after)];
  const found =
    AFTER[language].find(([pattern]) => pattern.test(tail)) ?? BEFORE[language].find(([pattern]) => pattern.test(head));
  return found?.[1] ?? null;
}
