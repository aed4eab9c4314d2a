import { defineEndpoints } from '../define-endpoints.js';
import { SearchQuery, SearchResult } from '../search.js';

/** The search in cases and timelines. */
export const searchEndpoints = defineEndpoints({
  search: {
    ...{ method: 'GET', path: '/search', tag: 'cases', summary: 'Search cases and entries' },
    ...{ query: SearchQuery, response: SearchResult, status: 200, scope: 'case.read', errors: [] },
  },
});
