import type { Row } from './matrix-row.js';
import { moving, people, reading, writing } from './rows-of-cases.js';
import { lists, seams } from './rows-of-lists.js';
import { ofTeams } from './rows-of-teams.js';

/** Every row, in the order in which the calls are made: what is read comes before what is changed. */
export const rows: readonly Row[] = [...reading, ...seams, ...lists, ...writing, ...people, ...ofTeams, ...moving];
