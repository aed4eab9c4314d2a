import { getRouting, runRoutingTrial, saveRouting, tryRulesOnMessage } from '@guichet/routing';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class RoutingController {
  @Endpoint('getRouting')
  get({ context }: Call<'getRouting'>) {
    return context.read('settings', (reader, who) => getRouting(reader, who));
  }

  @Endpoint('saveRouting')
  save({ context, body }: Call<'saveRouting'>) {
    return context.write((tx, who) => saveRouting(tx, who, body));
  }

  @Endpoint('tryRouting')
  trial({ context, body }: Call<'tryRouting'>) {
    return context.read('cases', (reader, who) => runRoutingTrial(reader, who, body));
  }

  @Endpoint('tryRoutingOnMessage')
  messageTrial({ context, body }: Call<'tryRoutingOnMessage'>) {
    return context.read('settings', (reader, who) => tryRulesOnMessage(reader, who, body));
  }
}
