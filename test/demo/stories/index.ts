import { families } from './schools-and-families.js';
import { rights } from './civil-status-and-elections.js';
import { streets } from './streets-and-neighbours.js';
import { complaints } from './complaints-and-petitions.js';

export const stories = [...families, ...streets, ...rights, ...complaints];
