/** What the list of cases fetches once its rows are painted, in one file: each of its own would cost a request. */
export { BulkProgressPanel } from './bulk/bulk-progress-panel.js';
export { ExportButton } from './export-button.js';
export { FilterChips } from './filter-chips.js';
export { FilterMenu } from './filter-menu.js';
export { NoOwnSnoozedCases } from './saved-views/no-own-snoozed-cases.js';
export { SavedViews } from './saved-views/saved-views.js';
export { SortAndDensityMenu } from './sort-and-density-menu.js';
export { TakeNextButton } from './take-next-button.js';
export { TeamQueues } from './team-queues.js';
