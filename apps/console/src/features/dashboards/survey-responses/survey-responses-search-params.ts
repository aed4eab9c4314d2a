/** The filters in the address of the survey responses. */
export interface SurveyResponsesSearch {
  team?: string;
  score?: number;
  withText?: 'true';
}

export const surveyResponsesSearch = ({ team, score, withText }: Record<string, unknown>): SurveyResponsesSearch => ({
  team: typeof team === 'string' && team !== '' ? team : undefined,
  score: [1, 2, 3].find((known) => known === Number(score)),
  withText: String(withText) === 'true' ? 'true' : undefined,
});
