import { Id, page, Report, WriteReport } from '@guichet/contracts';
import { createReport, deleteReport, replaceReport, reports, sendReportNow } from '@guichet/metrics';
import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('reports')
@Controller('reports')
export class ReportsController {
  @Get()
  @Answers(page(Report))
  async list(@Asks() { who, database }: Ask) {
    return { items: await reports(database, who), nextCursor: null };
  }

  @Post()
  @Answers(Report, 201)
  create(@Asks() ask: Ask, @Body({ schema: WriteReport }) body: WriteReport) {
    return ask.write((tx) => createReport(tx, ask.who, body));
  }

  @Put(':id')
  @Answers(Report)
  replace(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Body({ schema: WriteReport }) body: WriteReport) {
    return ask.write((tx) => replaceReport(tx, ask.who, id, body));
  }

  @Delete(':id')
  @AnswersNothing()
  delete(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string) {
    return ask.write((tx) => deleteReport(tx, ask.who, id));
  }

  /** Of the last full period, at once. How it went is in the report afterwards. */
  @Post(':id/send')
  @AnswersNothing()
  send(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string) {
    return ask.write((tx) => sendReportNow(tx, ask.who, id));
  }
}
