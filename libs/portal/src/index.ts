export { errorPage, filePage, gonePage, refusedPage } from './file-and-error-pages.js';
export { findLinkedFile, findLinkedReply, type LinkedReply } from './linked-replies-and-files.queries.js';
export { replyPage } from './reply-page.js';
export { UNSUBSCRIBE_CSP, unsubscribePage, type UnsubscribeView } from './survey-opt-out-page.js';
export { SURVEY_CSP, surveyPage, type SurveyView } from './survey-page.js';
