import { caseTypes, createCaseType, updateCaseType } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class CaseTypesController {
  @Endpoint('listCaseTypes')
  list({ context, query }: Call<'listCaseTypes'>) {
    return pageOfWholeList(context.read('settings', caseTypes), query, byId);
  }

  @Endpoint('createCaseType')
  create({ context, body }: Call<'createCaseType'>) {
    return context.write((tx, who) => createCaseType(tx, who, body));
  }

  @Endpoint('updateCaseType')
  update({ context, params, body }: Call<'updateCaseType'>) {
    return context.write((tx, who) => updateCaseType(tx, who, { id: params.id, wanted: body }));
  }
}
