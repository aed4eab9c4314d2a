export { type CaseEvent } from './timer-events-of-cases.js';
export { explainTimers } from './explain-timers.js';
export { recomputeTimers } from './recompute-timers.js';
export { saveStartedTimers, startTimers } from './start-timers.js';
export { ThresholdSweep } from './threshold-sweep.js';
export { tryTargets } from './target-trial.js';
export { readTargets, saveTargets, seedTargets, targetsOf } from './targets.js';
export { recomputeUnfinishedCases, updateSlaTimers } from './update-timers.js';
