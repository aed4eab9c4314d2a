import { explainClocks } from '@guichet/clocks';
import { ExplainedClocks, Id } from '@guichet/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('circulation')
@Controller()
export class ClocksController {
  /** How each clock came to its time, line by line. */
  @Get('cases/:id/clocks')
  @Answers(ExplainedClocks)
  explain(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    return explainClocks(database, who, id);
  }
}
