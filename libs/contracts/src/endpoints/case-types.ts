import { CaseType, CreateCaseType, UpdateCaseType } from '../case-types.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';

/** Case types: what a case is about. */
export const caseTypeEndpoints = defineEndpoints({
  listCaseTypes: {
    ...{ method: 'GET', path: '/case-types', tag: 'routing', summary: 'All case types' },
    ...{ query: WholeListQuery, response: page(CaseType), status: 200, scope: 'routing.read', errors: [] },
  },
  createCaseType: {
    ...{ method: 'POST', path: '/case-types', tag: 'routing', summary: 'Create a case type' },
    ...{
      body: CreateCaseType,
      response: CaseType,
      status: 201,
      scope: 'routing.manage',
      errors: ['case-type-name-taken', 'no-such-sector'],
    },
  },
  updateCaseType: {
    ...{ method: 'PATCH', path: '/case-types/:id', tag: 'routing', summary: 'Rename or retire a case type' },
    ...{ params: byId, body: UpdateCaseType, response: CaseType, status: 200, scope: 'routing.manage' },
    errors: ['not-found', 'case-type-name-taken', 'no-such-sector'],
  },
});
