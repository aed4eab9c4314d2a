import { organisationOf, saveOrganisation } from '@guichet/access';
import { Organisation } from '@guichet/contracts';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('administration')
@Controller('organisation')
export class OrganisationController {
  @Get()
  @Answers(Organisation)
  organisation(@Asks() { database }: Ask) {
    return organisationOf(database);
  }

  @Put()
  @Answers(Organisation)
  save(@Asks() ask: Ask, @Body({ schema: Organisation }) body: Organisation) {
    return ask.write((tx) => saveOrganisation(tx, ask.who, body));
  }
}
