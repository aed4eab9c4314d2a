import { families } from './families.js';
import { rights } from './rights.js';
import { streets } from './streets.js';
import { voices } from './voices.js';

export const stories = [...families, ...streets, ...rights, ...voices];
