import { CaseDetail } from '../cases.js';
import {
  AddCaseStep,
  ChecklistStep,
  CreateChecklistStep,
  OrderSteps,
  UpdateCaseStep,
  UpdateChecklistStep,
} from '../checklists.js';
import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Id, page, WholeListQuery } from '../primitives.js';

const ofCase = { response: CaseDetail, status: 200, etag: true, scope: 'case.update', tag: 'cases' } as const;
const byStep = byId.extend({ stepId: Id });

/** The checklists of case types, and what is done of them in cases. */
export const checklistEndpoints = defineEndpoints({
  listChecklistSteps: {
    ...{ method: 'GET', path: '/checklist-steps', tag: 'routing', summary: 'The steps of all case types' },
    ...{ query: WholeListQuery, response: page(ChecklistStep), status: 200, scope: 'routing.read', errors: [] },
  },
  createChecklistStep: {
    ...{ method: 'POST', path: '/case-types/:id/steps', tag: 'routing', summary: 'Add a step to a case type' },
    ...{ params: byId, body: CreateChecklistStep, response: ChecklistStep, status: 201, scope: 'routing.manage' },
    errors: ['not-found', 'too-many-steps'],
  },
  orderChecklistSteps: {
    ...{ method: 'PUT', path: '/case-types/:id/steps/order', tag: 'routing', summary: 'Put the steps in an order' },
    ...{ params: byId, body: OrderSteps, response: null, status: 204, scope: 'routing.manage' },
    errors: ['not-found', 'page-gone'],
  },
  updateChecklistStep: {
    ...{ method: 'PATCH', path: '/checklist-steps/:id', tag: 'routing', summary: 'Change a step of a case type' },
    ...{ params: byId, body: UpdateChecklistStep, response: ChecklistStep, status: 200, scope: 'routing.manage' },
    errors: ['not-found'],
  },
  removeChecklistStep: {
    ...{ method: 'DELETE', path: '/checklist-steps/:id', tag: 'routing', summary: 'Remove a step of a case type' },
    ...{ params: byId, response: null, status: 204, scope: 'routing.manage', errors: ['not-found'] },
  },
  addCaseStep: {
    ...ofCase,
    ...{ method: 'POST', path: '/cases/:id/steps', summary: 'Add a step to the checklist of a case' },
    ...{ params: byId, body: AddCaseStep, errors: ['not-found', ...mergedCaseErrors, 'too-many-steps'] },
  },
  orderCaseSteps: {
    ...ofCase,
    ...{
      method: 'PUT',
      path: '/cases/:id/steps/order',
      summary: 'Put the steps that a case has of its own in an order',
    },
    ...{ params: byId, body: OrderSteps, errors: ['not-found', ...mergedCaseErrors, 'page-gone'] },
  },
  updateCaseStep: {
    ...ofCase,
    ...{
      method: 'PATCH',
      path: '/cases/:id/steps/:stepId',
      summary: 'Tick a step of a case, or rename one of its own',
    },
    ...{ params: byStep, body: UpdateCaseStep, errors: ['not-found', ...mergedCaseErrors, 'case-steps-required'] },
  },
  removeCaseStep: {
    ...ofCase,
    ...{ method: 'DELETE', path: '/cases/:id/steps/:stepId', summary: 'Remove a step that a case has of its own' },
    ...{ params: byStep, errors: ['not-found', ...mergedCaseErrors] },
  },
});
