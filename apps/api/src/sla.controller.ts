import { explainTimers, readTargets, saveTargets, tryTargets } from '@guichet/sla';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class SlaController {
  @Endpoint('getSlaTargets')
  targets({ context }: Call<'getSlaTargets'>) {
    return context.read('settings', readTargets);
  }

  @Endpoint('saveSlaTargets')
  saveTargets({ context, body }: Call<'saveSlaTargets'>) {
    return context.write((tx, who) => saveTargets(tx, who, body));
  }

  @Endpoint('trySlaTargets')
  tryTargets({ context, body }: Call<'trySlaTargets'>) {
    return context.read('settings', (reader, who) => tryTargets(reader, who, body));
  }

  @Endpoint('explainSlaTimers')
  explain({ context, params: { id } }: Call<'explainSlaTimers'>) {
    return context.read({ case: id }, (reader, who) => explainTimers(reader, who, id));
  }
}
