import {
  Ageing,
  MetricCases,
  MetricCasesQuery,
  MetricInfo,
  MetricName,
  MetricQuery,
  MetricResult,
  page,
} from '@guichet/contracts';
import { ageing, metricCases, metricInfos, metricResult } from '@guichet/metrics';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('metrics')
@Controller('metrics')
export class MetricsController {
  @Get()
  @Answers(page(MetricInfo))
  list() {
    return { items: metricInfos(), nextCursor: null };
  }

  @Get('ageing')
  @Answers(Ageing)
  ageing(@Asks() { who, database }: Ask) {
    return ageing(database, who);
  }

  @Get(':name')
  @Answers(MetricResult)
  result(
    @Asks() { who, database }: Ask,
    @Param('name', { schema: MetricName }) name: MetricName,
    @Query({ schema: MetricQuery }) query: MetricQuery,
  ) {
    return metricResult(database, who, name, query);
  }

  @Get(':name/cases')
  @Answers(MetricCases)
  cases(
    @Asks() { who, database }: Ask,
    @Param('name', { schema: MetricName }) name: MetricName,
    @Query({ schema: MetricCasesQuery }) query: MetricCasesQuery,
  ) {
    return metricCases(database, who, name, query);
  }
}
