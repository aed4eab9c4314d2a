import { families } from './families.js';
import { rights } from './rights.js';
import { streets } from './streets.js';
import { complaints } from './complaints.js';

export const stories = [...families, ...streets, ...rights, ...complaints];
