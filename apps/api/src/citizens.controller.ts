import {
  giveHandle,
  mergePeople,
  renamePerson,
  takeHandle,
  tellPeopleApart,
  unmergePeople,
  untellPeopleApart,
} from '@guichet/cases';
import { citizenById, citizensBeginning } from '@guichet/citizens';
import {
  AddHandle,
  Citizen,
  CitizenQuery,
  CitizenSummary,
  DetachHandle,
  DistinctCitizen,
  Id,
  MergeCitizen,
  page,
  UnmergeCitizen,
  UpdateCitizen,
} from '@guichet/contracts';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
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
    await ask.write((tx) => renamePerson(tx, ask.who, id, name));
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
    return ask.write((tx) => tellPeopleApart(tx, ask.who, id, otherId));
  }

  @Delete(':id/distinct/:otherId')
  @AnswersNothing()
  untellApart(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('otherId', { schema: Id }) otherId: string,
  ) {
    return ask.write((tx) => untellPeopleApart(tx, ask.who, id, otherId));
  }

  @Post(':id/handles')
  @Answers(Citizen)
  async addHandle(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AddHandle }) body: AddHandle,
  ) {
    await ask.write((tx) => giveHandle(tx, ask.who, id, body));
    return citizenById(ask.database, ask.who, id);
  }

  @Post(':id/handles/:handleId/detach')
  @Answers(Citizen)
  async detachHandle(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('handleId', { schema: Id }) handleId: string,
    @Body({ schema: DetachHandle }) body: DetachHandle,
  ) {
    await ask.write((tx) => takeHandle(tx, ask.who, id, handleId, body));
    return citizenById(ask.database, ask.who, id);
  }
}
