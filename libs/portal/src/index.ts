export { errorPage, filePage, gonePage, refusedPage } from './file-page.js';
export { findLinkedFile, findLinkedReply, type LinkedReply } from './linked.queries.js';
export { replyPage } from './reply-page.js';
export { SURVEY_CSP, surveyPage, type SurveyView } from './survey-page.js';
