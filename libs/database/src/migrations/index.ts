import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { SharedRateLimits1795737600000 } from './1795737600000-shared-rate-limits.js';
import { QuarantineDecisions1795780800000 } from './1795780800000-quarantine-decisions.js';
import { AwaitedMessages1795784400000 } from './1795784400000-awaited-messages.js';
import { LighterIntake1795809600000 } from './1795809600000-lighter-intake.js';

export const migrations = [
  InitialSchema1764000000000,
  SharedRateLimits1795737600000,
  QuarantineDecisions1795780800000,
  AwaitedMessages1795784400000,
  LighterIntake1795809600000,
];
