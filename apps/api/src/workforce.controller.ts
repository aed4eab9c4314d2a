import {
  AgentAtWork,
  AgentProfile,
  Capacity,
  HandedOver,
  Id,
  QueueSettings,
  SetAbsence,
  SetPresence,
  Workforce,
} from '@guichet/contracts';
import {
  capacityOf,
  endAbsence,
  profileOf,
  queueOf,
  saveCapacity,
  saveProfile,
  saveQueue,
  setAbsence,
  setPresence,
  workforce,
} from '@guichet/routing';
import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('circulation')
@Controller()
export class WorkforceController {
  @Get('agents/:id/profile')
  @Answers(AgentProfile)
  profile(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    return profileOf(database.read, who, id);
  }

  @Put('agents/:id/profile')
  @Answers(AgentProfile)
  saveProfile(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AgentProfile }) body: AgentProfile,
  ) {
    return ask.write((tx) => saveProfile(tx, ask.who, id, body));
  }

  @Put('agents/:id/absence')
  @Answers(HandedOver)
  setAbsence(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SetAbsence }) body: SetAbsence,
  ) {
    return ask.write((tx) => setAbsence(tx, ask.who, id, body));
  }

  @Delete('agents/:id/absence')
  @AnswersNothing()
  endAbsence(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string) {
    return ask.write((tx) => endAbsence(tx, ask.who, id));
  }

  @Get('capacity')
  @Answers(Capacity)
  capacity(@Asks() { who, database }: Ask) {
    return capacityOf(database.read, who);
  }

  @Put('capacity')
  @Answers(Capacity)
  saveCapacity(@Asks() ask: Ask, @Body({ schema: Capacity }) body: Capacity) {
    return ask.write((tx) => saveCapacity(tx, ask.who, body));
  }

  @Get('teams/:id/queue')
  @Answers(QueueSettings)
  queue(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    return queueOf(database.read, who, id);
  }

  @Put('teams/:id/queue')
  @Answers(QueueSettings)
  saveQueue(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: QueueSettings }) body: QueueSettings,
  ) {
    return ask.write((tx) => saveQueue(tx, ask.who, id, body));
  }

  @Get('presence')
  @Answers(Workforce)
  presence(@Asks() { who, database }: Ask) {
    return workforce(database.read, database.now(), who);
  }

  @Put('presence/me')
  @Answers(AgentAtWork)
  setPresence(@Asks() ask: Ask, @Body({ schema: SetPresence }) body: SetPresence) {
    return ask.write((tx) => setPresence(tx, ask.who, body));
  }
}
