import { caseDetail, mergeCase, moveEntries, setCitizen, splitCase, undoMove } from '@guichet/cases';
import { CaseDetail, Id, MergeCase, MoveDone, MoveEntries, SetCitizen, SplitCase } from '@guichet/contracts';
import { Body, Controller, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

/** What was said in one case and belongs to another one, or to somebody else. All of it can be undone. */
@ApiTags('moves')
@Controller('cases/:id')
export class MovesController {
  @Post('merge')
  @Answers(MoveDone)
  merge(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: MergeCase }) { intoId }: z.infer<typeof MergeCase>,
  ) {
    return ask.write((tx) => mergeCase(tx, ask.who, id, intoId));
  }

  @Post('split')
  @Answers(MoveDone, 201)
  split(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Body({ schema: SplitCase }) body: SplitCase) {
    return ask.write((tx) => splitCase(tx, ask.who, id, body));
  }

  @Post('move')
  @Answers(MoveDone)
  move(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Body({ schema: MoveEntries }) body: MoveEntries) {
    return ask.write((tx) => moveEntries(tx, ask.who, id, body));
  }

  @Post('moves/:moveId/undo')
  @Answers(MoveDone)
  undo(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Param('moveId', { schema: Id }) moveId: string) {
    return ask.write((tx) => undoMove(tx, ask.who, id, moveId));
  }

  @Patch('citizen')
  @Answers(CaseDetail)
  async setCitizen(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SetCitizen }) body: SetCitizen,
  ) {
    await ask.write((tx) => setCitizen(tx, ask.who, id, body));
    return caseDetail(ask.database, ask.who, id);
  }
}
