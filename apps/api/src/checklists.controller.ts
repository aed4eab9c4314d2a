import {
  addCaseStep,
  caseDetail,
  checklistSteps,
  createChecklistStep,
  orderCaseSteps,
  orderChecklistSteps,
  removeCaseStep,
  removeChecklistStep,
  updateCaseStep,
  updateChecklistStep,
} from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class ChecklistsController {
  @Endpoint('listChecklistSteps')
  list({ context, query }: Call<'listChecklistSteps'>) {
    return pageOfWholeList(context.read('settings', checklistSteps), query, byId);
  }

  @Endpoint('createChecklistStep')
  create({ context, params, body }: Call<'createChecklistStep'>) {
    return context.write((tx, who) => createChecklistStep(tx, who, { caseTypeId: params.id, wanted: body }));
  }

  @Endpoint('orderChecklistSteps')
  order({ context, params, body }: Call<'orderChecklistSteps'>) {
    return context.write((tx, who) => orderChecklistSteps(tx, who, { caseTypeId: params.id, ids: body.ids }));
  }

  @Endpoint('updateChecklistStep')
  update({ context, params, body }: Call<'updateChecklistStep'>) {
    return context.write((tx, who) => updateChecklistStep(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('removeChecklistStep')
  remove({ context, params }: Call<'removeChecklistStep'>) {
    return context.write((tx, who) => removeChecklistStep(tx, who, params.id));
  }

  @Endpoint('addCaseStep')
  async addToCase({ context, params: { id }, body }: Call<'addCaseStep'>) {
    await context.write((tx, who) => addCaseStep(tx, who, { caseId: id, label: body.label }));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }

  @Endpoint('orderCaseSteps')
  async orderInCase({ context, params: { id }, body }: Call<'orderCaseSteps'>) {
    await context.write((tx, who) => orderCaseSteps(tx, who, { caseId: id, ids: body.ids }));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }

  @Endpoint('updateCaseStep')
  async updateInCase({ context, params: { id, stepId }, body }: Call<'updateCaseStep'>) {
    await context.write((tx, who) => updateCaseStep(tx, who, { caseId: id, stepId, wanted: body }));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }

  @Endpoint('removeCaseStep')
  async removeFromCase({ context, params: { id, stepId } }: Call<'removeCaseStep'>) {
    await context.write((tx, who) => removeCaseStep(tx, who, { caseId: id, stepId }));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }
}
