import { ageing, computeMetric, metricCases, metricInfos } from '@guichet/metrics';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class MetricsController {
  @Endpoint('listMetrics')
  list({ query }: Call<'listMetrics'>) {
    return pageOfWholeList(metricInfos(), query, ({ name }) => name);
  }

  @Endpoint('getAgeing')
  ageing({ context }: Call<'getAgeing'>) {
    return context.read('metrics', ageing);
  }

  @Endpoint('getMetric')
  get({ context, params: { name }, query }: Call<'getMetric'>) {
    return context.read({ metric: name }, (reader, who) => computeMetric(reader, who, { name, query }));
  }

  @Endpoint('listMetricCases')
  cases({ context, params: { name }, query }: Call<'listMetricCases'>) {
    return context.read({ metric: name }, (reader, who) => metricCases(reader, who, { name, query }));
  }
}
