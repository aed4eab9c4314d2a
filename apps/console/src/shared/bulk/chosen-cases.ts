import type { WholeList } from '../cases/case-list-state.js';

/** All cases of a list, or some by their ids. */
export type ChosenCases = WholeList | readonly string[];
