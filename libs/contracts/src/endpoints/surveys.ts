import { defineEndpoints } from '../define-endpoints.js';
import { page } from '../primitives.js';
import { SurveyResponse, SurveyResponseQuery, SurveySettings } from '../surveys.js';

/** Surveys and their responses. */
export const surveyEndpoints = defineEndpoints({
  getSurveySettings: {
    ...{ method: 'GET', path: '/surveys/settings', tag: 'satisfaction', summary: 'When and how citizens are asked' },
    ...{ response: SurveySettings, status: 200, scope: 'signed-in', errors: [] },
  },
  saveSurveySettings: {
    ...{
      method: 'PUT',
      path: '/surveys/settings',
      tag: 'satisfaction',
      summary: 'Replace when and how citizens are asked',
    },
    ...{ body: SurveySettings, response: SurveySettings, status: 200, scope: 'survey.manage', errors: [] },
  },
  listSurveyResponses: {
    ...{
      method: 'GET',
      path: '/surveys/responses',
      tag: 'satisfaction',
      summary: 'What citizens said, newest first and anonymous',
    },
    ...{ query: SurveyResponseQuery, response: page(SurveyResponse), status: 200, scope: 'metrics.read', errors: [] },
  },
});
