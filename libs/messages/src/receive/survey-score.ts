import type { SurveyScore } from '@guichet/contracts';

/** What is longer is no bare score, whatever it begins with. */
const LONGEST = 40;

const LABELS: Record<SurveyScore, readonly string[]> = {
  1: ['mal', 'badly'],
  2: ['moyen', 'so-so'],
  3: ['bien', 'well'],
};
/** Words count only alone: "un merci" is no score of one. */
const WORDS: Partial<Record<string, SurveyScore>> = { un: 1, one: 1, deux: 2, two: 2, trois: 3, three: 3 };

const BEFORE = '(?:(?:ma |my )?(?:note|réponse|reponse|score|rating|answer)(?: ?[:=] ?| ))?';
const OF_THREE = '(?: ?/ ?3| sur 3| out of 3)?';
const LABEL = '(?: ?[(:,-] ?| )(?<label>mal|moyen|bien|badly|so-so|well)\\)?';
const THANKS = '(?:[ ,.!]+(?:merci(?: beaucoup)?|thanks|thank you))?';
const BARE_SCORE = new RegExp(`^${BEFORE}(?<digit>[123])${OF_THREE}(?:${LABEL})?${THANKS}[ .!]*$`, 'u');

/**
 * The score that a text is and says nothing besides; null: it is an ordinary message. Accepted are, in any case:
 *
 * - a digit of the scale, also as a keycap or in a circle: `3`, `3.`, `3️⃣`, `③`
 * - with what it is of: `3/3`, `3 sur 3`, `3 out of 3`
 * - with what it is: `Note : 3`, `Ma note 3`, `Réponse : 3`, `Score: 3`, `My rating: 3`, `Answer 3`
 * - with its own words from the invitation, and no others: `3 (bien)`, `1: badly`, `2 moyen`
 * - with thanks: `3 merci`, `3, merci beaucoup !`, `3 thanks`, `3. Thank you`
 * - as one word alone: `un`, `deux`, `trois`, `one`, `two`, `three`
 */
export function surveyScoreOf(text: string): SurveyScore | null {
  if (text.length > LONGEST) return null;
  const said = text
    .normalize('NFKC')
    .replace(/[\uFE0F\u20E3]/gu, '')
    .replace(/[\u2010-\u2015]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
  const groups = BARE_SCORE.exec(said)?.groups;
  if (!groups) return WORDS[said.replace(/[ .!]+$/u, '')] ?? null;
  const score = Number(groups['digit']);
  const { label } = groups;
  return label === undefined || LABELS[score]!.includes(label) ? score : null;
}
