import { calendarOf, importCalendar, readSchedule, readTargets, saveSchedule, saveTargets } from '@guichet/clocks';
import { Calendar, CalendarQuery, Id, ImportCalendar, ImportedCalendar, Schedule, Targets } from '@guichet/contracts';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('circulation')
@Controller()
export class SchedulesController {
  @Get('teams/:id/schedule')
  @Answers(Schedule)
  schedule(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    return readSchedule(database.read, who, id);
  }

  @Put('teams/:id/schedule')
  @Answers(Schedule)
  save(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Body({ schema: Schedule }) body: Schedule) {
    return ask.write((tx) => saveSchedule(tx, ask.who, id, body));
  }

  /** Every day of a year that is not as its weekday is. */
  @Get('teams/:id/calendar')
  @Answers(Calendar)
  calendar(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: CalendarQuery }) { year }: z.infer<typeof CalendarQuery>,
  ) {
    return calendarOf(database.read, who, id, year);
  }

  @Post('teams/:id/schedule/import')
  @Answers(ImportedCalendar, 200)
  import(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ImportCalendar }) { ical }: z.infer<typeof ImportCalendar>,
  ) {
    return ask.write((tx) => importCalendar(tx, ask.who, id, ical));
  }

  @Get('targets')
  @Answers(Targets)
  targets(@Asks() { who, database }: Ask) {
    return readTargets(database.read, who);
  }

  @Put('targets')
  @Answers(Targets)
  saveTargets(@Asks() ask: Ask, @Body({ schema: Targets }) body: Targets) {
    return ask.write((tx) => saveTargets(tx, ask.who, body));
  }
}
