import { allow } from '@guichet/access';
import { createKind, kinds, updateKind } from '@guichet/cases';
import { CreateKind, Id, Kind, page, UpdateKind } from '@guichet/contracts';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('circulation')
@Controller('kinds')
export class KindsController {
  @Get()
  @Answers(page(Kind))
  async kinds(@Asks() { who, database }: Ask) {
    allow(who, 'circulation.read');
    return { items: (await kinds(database)).map(dated), nextCursor: null };
  }

  @Post()
  @Answers(Kind, 201)
  create(@Asks() ask: Ask, @Body({ schema: CreateKind }) body: CreateKind) {
    return ask.write((tx) => createKind(tx, ask.who, body)).then(dated);
  }

  @Patch(':id')
  @Answers(Kind)
  update(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Body({ schema: UpdateKind }) body: UpdateKind) {
    return ask.write((tx) => updateKind(tx, ask.who, id, body)).then(dated);
  }
}

/** Dates as JSON has them, also when the answer of an earlier request is given again. */
const dated = (kind: Kind): Kind => ({ ...kind, createdAt: new Date(kind.createdAt).toISOString() });
