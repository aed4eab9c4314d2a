/** The last part of a link to a survey, in whatever text it stands; mail programs that check links write its slashes otherwise. */
const SURVEY_TOKEN = /((?:\/|_|%(?:25)*2F)portal(?:\/|_|%(?:25)*2F)surveys(?:\/|_|%(?:25)*2F))[a-z2-7.]+/gi;

/** A citizen who writes back quotes the link of their survey, by which somebody else could respond in their name. */
export const hideSurveyLinks = (text: string): string => text.replace(SURVEY_TOKEN, '$1…');

/** A message in whose text and HTML no link to a survey can be followed. */
export const withoutSurveyLinks = <Content extends { segments: { text: string }[]; html: string | null }>(
  message: Content,
): Content => ({
  ...message,
  segments: message.segments.map((segment) => ({ ...segment, text: hideSurveyLinks(segment.text) })),
  html: message.html && hideSurveyLinks(message.html),
});
