import { Routing, Sweep, TriedRouting, TryRouting } from '@guichet/contracts';
import { routingOf, saveRouting, sweepOf, tryRouting } from '@guichet/routing';
import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('circulation')
@Controller('routing')
export class RoutingController {
  @Get()
  @Answers(Routing)
  routing(@Asks() { who, database }: Ask) {
    return routingOf(database.read, who);
  }

  @Put()
  @Answers(Routing)
  save(@Asks() ask: Ask, @Body({ schema: Routing }) body: Routing) {
    return ask.write((tx) => saveRouting(tx, ask.who, body));
  }

  @Post('try')
  @Answers(TriedRouting)
  try(@Asks() { who, database }: Ask, @Body({ schema: TryRouting }) body: TryRouting) {
    return tryRouting(database.read, who, body);
  }

  @Get('sweep')
  @Answers(Sweep)
  sweep(@Asks() { who, database }: Ask) {
    return sweepOf(database.read, who);
  }
}
