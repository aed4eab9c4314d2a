import { House1764000000000 } from './1764000000000-house.js';

export const migrations = [House1764000000000];
