import { listAcknowledgements, saveAcknowledgement } from '@guichet/messages';
import { listAutomaticTemplates } from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class AcknowledgementsController {
  @Endpoint('listAcknowledgements')
  list({ context, query }: Call<'listAcknowledgements'>) {
    return context.read('settings', (reader, who) => listAcknowledgements(reader, who, query.language));
  }

  @Endpoint('listAutomaticTemplates')
  templates({ context, query }: Call<'listAutomaticTemplates'>) {
    return context.read('settings', (reader, who) => listAutomaticTemplates(reader, who, query.language));
  }

  @Endpoint('saveAcknowledgement')
  save({ context, params: { id }, body }: Call<'saveAcknowledgement'>) {
    return context.write((tx, who) => saveAcknowledgement(tx, who, { id, wanted: body }));
  }
}
