import { caseTypes, createCaseType, updateCaseType } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { singlePageList } from './http/single-page-list.js';

@Controller()
export class CaseTypesController {
  @Endpoint('listCaseTypes')
  list({ context }: Call<'listCaseTypes'>) {
    return singlePageList(context.read('settings', caseTypes));
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
