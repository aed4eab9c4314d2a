export { AutoAssigner, assignBatch } from './assignment/auto-assigner.js';
export { getProfile, saveProfile } from './assignment/assignment-profile.js';
export { getCapacity, saveCapacity } from './assignment/capacity.js';
export { endRelief } from './assignment/relief.js';
export { endAbsence, expireAbsence, setAbsence, startAbsence } from './presence/absence.js';
export { endAbsenceIfActiveAgain, endAbsenceOfLeaving, setSubstituteOfLeaving } from './presence/absence-of-leaving.js';
export { casesToGiveBack, isToGiveBack } from './presence/cases-to-give-back.js';
export { casesOfAbsence } from './presence/preview-absence-effect-on-cases.js';
export { casesOfLeavingAgent } from './presence/preview-deactivation-effect-on-cases.js';
export { isAway } from './presence/is-away.js';
export { listWorkforce } from './presence/list-workforce.js';
export { expireConnections, heartbeat, markDisconnected, setPresence } from './presence/presence.js';
export {
  handOverCasesOfDeparted,
  reassignCasesOf,
  reassignReturningCases,
} from './presence/reassign-for-absent-and-departed.js';
export { requeueConversation, scheduleRequeue } from './presence/requeue-conversations.js';
export { overflowCase, rescheduleQueue, scheduleOverflow } from './queues/overflow.js';
export { getQueueSettings, saveQueueSettings } from './queues/queue-settings.js';
export { getReconciliation, reconcileQueues } from './queues/reconcile-queues.js';
