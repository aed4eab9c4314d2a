export { caseTypesRoute } from './routes.js';
