const inCases = 'libs/cases/inbox/case-summary.queries';
const drillDown = 'libs/metrics/query/drill-down.queries';
const duplicates = 'libs/citizens/duplicates.queries';
const informed = 'libs/cases/verbs/lock-cases-showing-person';
const shown = 'libs/cases/verbs/record-person-activities';
const glass = 'libs/cases/restricting/break-glass';
const blocking = 'libs/messages/blocked-senders/block-sender';
const groups = 'libs/access/provisioning/directory-groups';
const agents = 'libs/access/provisioning/provisioned-agents';

/** Checks that change nothing as long as those others stand before them: all of those, by the ids of both. */
export const behind: Readonly<Record<string, readonly string[]>> = {
  // The cases behind a figure are read by the team of the figure, by what may be seen, and as summaries that may be.
  [`${inCases}:scope:1`]: [`${drillDown}:sql:1`, `${drillDown}:sqlTeam:1`],
  [`${inCases}:sql:2`]: [`${drillDown}:sql:1`, `${drillDown}:sqlTeam:1`],
  [`${drillDown}:scope:1`]: [`${inCases}:sql:2`, `${drillDown}:sqlTeam:1`],
  [`${drillDown}:sql:1`]: [`${inCases}:sql:2`, `${drillDown}:sqlTeam:1`],
  [`${drillDown}:isWhole:1`]: [`${inCases}:sql:2`, `${drillDown}:sqlTeam:1`],
  [`${drillDown}:isWhole:2`]: [`${inCases}:sql:2`, `${drillDown}:sql:1`],
  [`${drillDown}:sqlTeam:1`]: [`${inCases}:sql:2`, `${drillDown}:sql:1`],
  // Of those whom a search for the same person finds, nobody is shown whom the reader does not know.
  [`${duplicates}:sql:1`]: [`${duplicates}:isKnown:1`],
  [`${duplicates}:isKnown:1`]: [`${duplicates}:sql:1`],
  // Which cases show what is said of a person is read by what the agent may see, and each is locked by the gate.
  [`${informed}:sql:2`]: [`${informed}:sql:1`],
  [`${informed}:scope:1`]: [`${informed}:sql:1`],
  [`${informed}:caseFor:2`]: [`${informed}:sql:1`, `${informed}:sql:2`],
  [`${informed}:caseFor:1`]: ['libs/citizens/evidence-audience-teams:sql:2'],
  'libs/citizens/people-visible-to-agent:sqlOpen:4': ['libs/citizens/people-visible-to-agent:sqlOpen:1'],
  [`${shown}:caseFor:1`]: [`${shown}:sql:1`],
  [`${shown}:sql:1`]: [`${shown}:caseFor:1`],
  [`${shown}:scope:1`]: [`${shown}:caseFor:1`],
  // A message is checked for what it gives away before it is written, in a case in which the agent may answer.
  'libs/messages/send/write-reply:caseFor:1': ['libs/messages/disclosure/owners-of-personal-values.queries:sql:1'],
  // A sender is blocked from a case, in which that is said.
  [`${blocking}:refuseUnseen:2`]: [`${blocking}:caseFor:1`],
  // Whoever may not break the glass is shown nothing by what asks whether they may.
  [`${glass}:scopeOrNone:2`]: [`${glass}:scopeOrNone:1`],
  // The lists and locks of a directory ask again.
  [`${groups}:allow:2`]: [`${groups}:allow:4`, `${groups}:allow:1`],
  [`${agents}:allow:2`]: [`${agents}:allow:1`],
  [`${agents}:allow:3`]: [`${agents}:allow:1`],
};
