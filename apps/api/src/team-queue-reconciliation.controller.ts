import { getReconciliation } from '@guichet/workforce';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class TeamQueueReconciliationController {
  @Endpoint('getReconciliation')
  get({ context }: Call<'getReconciliation'>) {
    return context.read('cases', (reader, who) => getReconciliation(reader, who));
  }
}
