import { SURVEY_COMMENT } from '@guichet/contracts';
import { surveyPage } from './survey-page.js';

it.each([
  ['en', 1, 'it is 1 character too long (2,000 at most)'],
  ['en', 2, 'it is 2 characters too long (2,000 at most)'],
  ['fr', 1, 'il compte 1 caractère de trop'],
  ['fr', 2, 'il compte 2 caractères de trop'],
] as const)('in %s says that a comment is %i too long: %s', (language, excess, words) => {
  const page = surveyPage({
    ...{ language, question: 'How did it go?', organisation: '', chosen: undefined, unsubscribeLink: '/no' },
    response: { score: 2, clarity: null, text: '' },
    rejected: 'a'.repeat(SURVEY_COMMENT + excess),
  });
  expect(page).toContain(words);
});
