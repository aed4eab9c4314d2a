export { lettersRoute } from './routes.js';
