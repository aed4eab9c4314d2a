import { deleteDraft, draftsOf, saveDraft } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class DraftsController {
  @Endpoint('getDraft')
  drafts({ context, params: { id } }: Call<'getDraft'>) {
    return context.read({ case: id }, (reader, who) => draftsOf(reader, who, id));
  }

  @Endpoint('saveDraft')
  saveDraft({ context, params, query, body }: Call<'saveDraft'>) {
    return context.write((tx, who) => saveDraft(tx, who, { caseId: params.id, draft: body, ...query }));
  }

  @Endpoint('deleteDraft')
  deleteDraft({ context, params, query }: Call<'deleteDraft'>) {
    return context.write((tx, who) => deleteDraft(tx, who, { caseId: params.id, ...query }));
  }
}
