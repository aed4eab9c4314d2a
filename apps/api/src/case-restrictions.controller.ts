import { findRestrictedCase, liftRestriction, restrictCase } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

/** Cases that are for named agents alone. */
@Controller()
export class CaseRestrictionsController {
  @Endpoint('restrictCase')
  restrict({ context, params, body }: Call<'restrictCase'>) {
    return context.write((tx, who) => restrictCase(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('liftRestriction')
  lift({ context, params }: Call<'liftRestriction'>) {
    return context.write((tx, who) => liftRestriction(tx, who, params.id));
  }

  @Endpoint('findRestrictedCase')
  find({ context, query }: Call<'findRestrictedCase'>) {
    return context.read('cases', (reader, who) => findRestrictedCase(reader, who, query.reference));
  }
}
