export { Tokens } from './tokens.js';
