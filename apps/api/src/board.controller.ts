import { Board, WallBoard } from '@guichet/contracts';
import { board, wall } from '@guichet/metrics';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('board')
@Controller('board')
export class BoardController {
  @Get()
  @Answers(Board)
  now(@Asks() { who, database }: Ask) {
    return board(database, who);
  }

  @Get('wall')
  @Answers(WallBoard)
  wall(@Asks() { who, database }: Ask) {
    return wall(database, who);
  }
}
