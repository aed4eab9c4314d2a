export { ApiTokens } from './api-tokens.js';
