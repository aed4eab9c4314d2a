export { caseTypeFieldsRoute, caseTypesRoute } from './routes.js';
