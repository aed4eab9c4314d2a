import { mergePeople, unmergePeople } from '@guichet/cases';
import { addHandle, citizenById, citizensBeginning, renameCitizen, tellApart } from '@guichet/citizens';
import {
  AddHandle,
  Citizen,
  CitizenQuery,
  CitizenSummary,
  DistinctCitizen,
  Id,
  MergeCitizen,
  page,
  UnmergeCitizen,
  UpdateCitizen,
} from '@guichet/contracts';
import { handleOf } from '@guichet/messages';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('citizens')
@Controller('citizens')
export class CitizensController {
  @Get()
  @Answers(page(CitizenSummary))
  list(@Asks() { who, database }: Ask, @Query({ schema: CitizenQuery }) query: CitizenQuery) {
    return citizensBeginning(database, who, query);
  }

  @Get(':id')
  @Answers(Citizen)
  get(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    return citizenById(database, who, id);
  }

  @Patch(':id')
  @Answers(Citizen)
  async update(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UpdateCitizen }) { name }: UpdateCitizen,
  ) {
    await ask.write((tx) => renameCitizen(tx, ask.who, id, name));
    return citizenById(ask.database, ask.who, id);
  }

  @Post(':id/merge')
  @Answers(Citizen)
  async merge(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: MergeCitizen }) body: MergeCitizen,
  ) {
    await ask.write((tx) => mergePeople(tx, ask.who, id, body));
    return citizenById(ask.database, ask.who, id);
  }

  @Post(':id/unmerge')
  @Answers(Citizen)
  async unmerge(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UnmergeCitizen }) { mergeId }: UnmergeCitizen,
  ) {
    await ask.write((tx) => unmergePeople(tx, ask.who, id, mergeId));
    return citizenById(ask.database, ask.who, id);
  }

  @Post(':id/distinct')
  @AnswersNothing()
  tellApart(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DistinctCitizen }) { otherId }: DistinctCitizen,
  ) {
    return ask.write((tx) => tellApart(tx, ask.who, id, otherId));
  }

  @Post(':id/handles')
  @Answers(Citizen)
  async addHandle(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AddHandle }) body: AddHandle,
  ) {
    await ask.write((tx) => addHandle(tx, ask.who, id, body, handleOf));
    return citizenById(ask.database, ask.who, id);
  }
}
