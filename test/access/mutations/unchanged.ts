const asNarrow = 'It narrows what is seen to what was asked for: without it one is shown more of what one sees anyway.';
const asFaster = 'It saves a statement that would find nothing, or that could not be made.';
const asFiltered = 'What it lets through is looked at once more by code that is no check of this list.';

/** Checks whose removal shows nobody more than they may see, by their ids, and why that is so. */
export const unchanged: Readonly<Record<string, string>> = {
  'libs/cases/inbox/inbox.queries:isEmpty:1': asFaster,
  'libs/cases/inbox/inbox-slices:isEmpty:1': asFaster,
  'libs/cases/inbox/inbox-slices:isEmpty:2': asFaster,
  'libs/cases/inbox/inbox-slices:sqlTeam:1': 'It leaves out what stands in the list already: without it, that is less.',
  'libs/cases/inbox/inbox-slices:sql:1':
    'These are the cases that the agent has, and they have none that is restricted to others.',
  'libs/metrics/query/drill-down.queries:admitsTeam:1': asNarrow,
  'libs/metrics/query/drill-down.queries:within:1': asNarrow,
  'libs/metrics/query/resolve-query:within:1': asNarrow,
  'libs/metrics/query/resolve-query:within:2': asNarrow,
  'libs/surveys/survey-responses.queries:within:1': asNarrow,
  'libs/metrics/query/drill-down.queries:sqlOpen:1':
    'Restricted cases have no points, of which this makes a list: they are taken away when a case is restricted.',
  'libs/citizens/citizen.queries:isKnown:2': `${asFiltered} Of somebody who is not known, no time since when is.`,
  'libs/citizens/citizen.queries:sql:4':
    'It leaves out of a list whom the reader knows by an address alone, and may open all the same.',
  'libs/templates/rendering/template-choices.queries:visibleSectors:1':
    'The templates are those of the sector of the case, which whoever sees the case knows.',
  'libs/metrics/board/board.queries:sqlTeam:2': 'The teams that it names are narrowed to those of the scope at once.',
  'libs/sla/fire-thresholds:reachesTeam:1':
    'Of a case that an agent does not see, their notifications say nothing: `list-notifications` leaves it out.',
  'libs/workforce/queues/reconcile-queues.queries:worksInTeam:1':
    'It decides which teams are reported to have nobody, not who is shown the report.',
};
