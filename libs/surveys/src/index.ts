export { answerSurvey, openSurvey, type OpenSurvey } from './answer.js';
export { surveyAnswers } from './answers.queries.js';
export { askSurvey } from './ask.js';
export { planSurveys } from './plan.js';
export { saveSurveySettings, surveySettings } from './settings.js';
export { QUESTION } from './words.js';
