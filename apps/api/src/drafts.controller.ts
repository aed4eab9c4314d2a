import { deleteDraft, draftOf, saveDraft } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class DraftsController {
  @Endpoint('getDraft')
  async draft({ context, params: { id } }: Call<'getDraft'>) {
    return { draft: await context.read({ case: id }, (reader, who) => draftOf(reader, who, id)) };
  }

  @Endpoint('saveDraft')
  saveDraft({ context, params, body }: Call<'saveDraft'>) {
    return context.write((tx, who) => saveDraft(tx, who, { caseId: params.id, draft: body }));
  }

  @Endpoint('deleteDraft')
  deleteDraft({ context, params }: Call<'deleteDraft'>) {
    return context.write((tx, who) => deleteDraft(tx, who, params.id));
  }
}
