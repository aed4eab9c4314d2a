export { submitResponse, saveSurveyScore, getOpenSurvey, type OpenSurvey } from './submit-response.js';
export { listSurveyResponses } from './survey-responses.queries.js';
export { sendSurvey } from './send-survey.js';
export { scheduleSurveys } from './schedule-surveys.js';
export { saveSurveySettings, getSurveySettings } from './survey-settings.js';
export { allowSurveys, languageOfSurvey, refuseSurveys } from './survey-opt-out.js';
export { SURVEY_QUESTION } from './render-survey-invitation.js';
