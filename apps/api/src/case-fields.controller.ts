import { Scope } from '@guichet/access';
import {
  caseDetail,
  caseFields,
  createCaseField,
  deleteCaseField,
  orderCaseFields,
  removeFormerField,
  updateCaseField,
} from '@guichet/cases';
import { caseFieldUses, setFieldsAndRouteCase } from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class CaseFieldsController {
  @Endpoint('listCaseFields')
  list({ context, query }: Call<'listCaseFields'>) {
    return pageOfWholeList(context.read('settings', caseFields), query, byId);
  }

  @Endpoint('createCaseField')
  create({ context, params, body }: Call<'createCaseField'>) {
    return context.write((tx, who) => createCaseField(tx, who, { caseTypeId: params.id, wanted: body }));
  }

  @Endpoint('orderCaseFields')
  order({ context, params, body }: Call<'orderCaseFields'>) {
    return context.write((tx, who) => orderCaseFields(tx, who, { caseTypeId: params.id, ids: body.ids }));
  }

  @Endpoint('updateCaseField')
  update({ context, params, body }: Call<'updateCaseField'>) {
    return context.write((tx, who) => updateCaseField(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('getCaseFieldUses')
  uses({ context, params }: Call<'getCaseFieldUses'>) {
    return context.read('settings', (reader, who) => caseFieldUses(reader, who, params.id));
  }

  @Endpoint('deleteCaseField')
  delete({ context, params }: Call<'deleteCaseField'>) {
    return context.write((tx, who) => deleteCaseField(tx, who, params.id));
  }

  @Endpoint('setCaseFields')
  async set({ context, params: { id }, body }: Call<'setCaseFields'>) {
    const isMoved = await context.write((tx, who) => setFieldsAndRouteCase(tx, who, { caseId: id, ...body }));
    // A rule may have moved the case to a team whose cases this agent does not see: what they filled in is still shown to them then.
    const visible = isMoved ? Scope.whole : undefined;
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id, visible }));
  }

  @Endpoint('removeFormerCaseField')
  async remove({ context, params: { id, fieldId } }: Call<'removeFormerCaseField'>) {
    await context.write((tx, who) => removeFormerField(tx, who, { caseId: id, fieldId }));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }
}
