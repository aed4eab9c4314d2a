import {
  CaseField,
  CaseFieldUses,
  CreateCaseField,
  OrderCaseFields,
  SetCaseFields,
  UpdateCaseField,
} from '../case-fields.js';
import { CaseDetail } from '../cases.js';
import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Id, page, WholeListQuery } from '../primitives.js';

/** Why a value cannot stand in a field. */
export const fieldValueErrors = [
  ...(['text-needed', 'text-too-long', 'control-characters', 'number-needed', 'number-too-high'] as const),
  ...(['number-too-low', 'not-a-date', 'case-field-day-range', 'yes-no-needed', 'not-one-of'] as const),
] as const;

/** The fields of case types, and what cases have in them. */
export const caseFieldEndpoints = defineEndpoints({
  listCaseFields: {
    ...{ method: 'GET', path: '/case-fields', tag: 'routing', summary: 'The fields of all case types' },
    ...{ query: WholeListQuery, response: page(CaseField), status: 200, scope: 'routing.read', errors: [] },
  },
  createCaseField: {
    ...{ method: 'POST', path: '/case-types/:id/fields', tag: 'routing', summary: 'Add a field to a case type' },
    ...{ params: byId, body: CreateCaseField, response: CaseField, status: 201, scope: 'routing.manage' },
    errors: [
      ...(['not-found', 'case-field-key-taken', 'too-many-case-fields'] as const),
      ...(['case-field-options-needed', 'case-field-options-misplaced', 'case-field-option-twice'] as const),
      ...(['case-field-key-invalid', 'case-field-key-reserved'] as const),
    ],
  },
  orderCaseFields: {
    ...{ method: 'PUT', path: '/case-types/:id/fields/order', tag: 'routing', summary: 'Put the fields in an order' },
    ...{ params: byId, body: OrderCaseFields, response: null, status: 204, scope: 'routing.manage' },
    errors: ['not-found', 'page-gone'],
  },
  updateCaseField: {
    ...{ method: 'PATCH', path: '/case-fields/:id', tag: 'routing', summary: 'Change or archive a field' },
    ...{ params: byId, body: UpdateCaseField, response: CaseField, status: 200, scope: 'routing.manage' },
    errors: [
      ...(['not-found', 'case-field-kind-fixed', 'too-many-case-fields'] as const),
      ...(['case-field-options-needed', 'case-field-options-misplaced', 'case-field-option-twice'] as const),
    ],
  },
  getCaseFieldUses: {
    ...{ method: 'GET', path: '/case-fields/:id/uses', tag: 'routing', summary: 'What names a field' },
    ...{ params: byId, response: CaseFieldUses, status: 200, scope: 'routing.manage', errors: ['not-found'] },
  },
  deleteCaseField: {
    ...{ method: 'DELETE', path: '/case-fields/:id', tag: 'routing', summary: 'Delete a field without values' },
    ...{ params: byId, response: null, status: 204, scope: 'routing.manage' },
    errors: ['not-found', 'case-field-in-use'],
  },
  setCaseFields: {
    ...{ method: 'PATCH', path: '/cases/:id/fields', tag: 'cases', summary: 'Fill in fields of a case' },
    ...{ params: byId, body: SetCaseFields, response: CaseDetail, status: 200, etag: true, scope: 'case.update' },
    errors: [
      ...(['not-found', ...mergedCaseErrors, 'case-field-changed', 'case-fields-required'] as const),
      ...(['case-field-named-twice', 'no-such-case-field'] as const),
      ...fieldValueErrors,
    ],
  },
  removeFormerCaseField: {
    ...{ method: 'DELETE', path: '/cases/:id/fields/:fieldId', tag: 'cases' },
    summary: 'Remove what a case has in a field of a former type',
    ...{ params: byId.extend({ fieldId: Id }), response: CaseDetail, status: 200, etag: true, scope: 'case.update' },
    errors: ['not-found', ...mergedCaseErrors],
  },
});
