import { CasesExport, MetricsExport, type ExportFormat } from '@guichet/contracts';
import { casesSheet, csvOf, metricsSheet, xlsxOf, type Sheet } from '@guichet/metrics';
import { dispositionFor } from '@guichet/platform';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Ask, Asks } from './ask.js';
import { sendFile } from './files.js';

const TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

@ApiTags('exports')
@Controller('exports')
export class ExportsController {
  @Get('metrics')
  async metrics(
    @Asks() { who, database }: Ask,
    @Query({ schema: MetricsExport }) query: MetricsExport,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, await metricsSheet(database, who, query), query.format);
  }

  /** Row by row, without a limit. */
  @Get('cases')
  async cases(
    @Asks() { who, database }: Ask,
    @Query({ schema: CasesExport }) query: CasesExport,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, await casesSheet(database, who, query), query.format);
  }
}

async function send<Row>(reply: FastifyReply, sheet: Sheet<Row>, format: ExportFormat): Promise<void> {
  const content = format === 'csv' ? csvOf(sheet) : xlsxOf(sheet);
  await sendFile(reply, { type: TYPES[format], disposition: dispositionFor(`${sheet.file}.${format}`) }, content);
}
