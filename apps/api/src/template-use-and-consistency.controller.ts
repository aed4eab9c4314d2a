import {
  commonReplacement,
  draftFromEdits,
  getConsistency,
  getConsistencyOverview,
  getUseReport,
} from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class TemplateUseAndConsistencyController {
  @Endpoint('getTemplateUse')
  use({ context, params: { id }, query: { days } }: Call<'getTemplateUse'>) {
    return context.read({ template: id }, (reader, who) => getUseReport(reader, who, { templateId: id, days }));
  }

  @Endpoint('getConsistencyOverview')
  overview({ context, query: { days } }: Call<'getConsistencyOverview'>) {
    return context.read('templates', (reader, who) => getConsistencyOverview(reader, who, days));
  }

  @Endpoint('getConsistency')
  consistency({ context, params: { id }, query: { days } }: Call<'getConsistency'>) {
    return context.read({ template: id }, (reader, who) => getConsistency(reader, who, { templateId: id, days }));
  }

  @Endpoint('draftFromEdits')
  async draftFromEdits({ context, params: { id }, body }: Call<'draftFromEdits'>) {
    const replacement = await context.read({ template: id }, (reader, who) =>
      commonReplacement(reader, who, { ...body, id }),
    );
    return context.write((tx, who) => draftFromEdits(tx, who, { ...body, id, instead: replacement }));
  }
}
