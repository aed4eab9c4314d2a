import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { SharedRateLimits1795737600000 } from './1795737600000-shared-rate-limits.js';

export const migrations = [InitialSchema1764000000000, SharedRateLimits1795737600000];
