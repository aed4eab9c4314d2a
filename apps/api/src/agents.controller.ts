import {
  agents,
  allow,
  createAgent,
  createTeam,
  createToken,
  deleteToken,
  teams,
  tokensOf,
  updateAgent,
  updateTeam,
} from '@guichet/access';
import {
  Agent,
  ApiToken,
  CreateAgent,
  CreateTeam,
  CreateToken,
  Id,
  NewToken,
  Team,
  UpdateAgent,
  UpdateTeam,
  page,
} from '@guichet/contracts';
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';
import { InPerson } from './auth.guard.js';

@ApiTags('administration')
@Controller()
export class AgentsController {
  @Get('agents')
  @Answers(page(Agent))
  async agents(@Asks() { who, database }: Ask) {
    allow(who, 'agent.read');
    const items = (await agents(database)).map((agent) => ({
      ...agent,
      createdAt: new Date(agent.createdAt).toISOString(),
    }));
    return { items, nextCursor: null };
  }

  @Post('agents')
  @Answers(Agent, 201)
  createAgent(@Asks() ask: Ask, @Body({ schema: CreateAgent }) body: CreateAgent) {
    return ask.write((tx) => createAgent(tx, ask.who, body)).then(dated);
  }

  @Patch('agents/:id')
  @Answers(Agent)
  updateAgent(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UpdateAgent }) body: UpdateAgent,
  ) {
    return ask.write((tx) => updateAgent(tx, ask.who, id, body)).then(dated);
  }

  @Get('teams')
  @Answers(page(Team))
  async teams(@Asks() { who, database }: Ask) {
    allow(who, 'team.read');
    return { items: (await teams(database)).map(dated), nextCursor: null };
  }

  @Post('teams')
  @Answers(Team, 201)
  createTeam(@Asks() ask: Ask, @Body({ schema: CreateTeam }) body: CreateTeam) {
    return ask.write((tx) => createTeam(tx, ask.who, body)).then(dated);
  }

  @Patch('teams/:id')
  @Answers(Team)
  updateTeam(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UpdateTeam }) body: UpdateTeam,
  ) {
    return ask.write((tx) => updateTeam(tx, ask.who, id, body)).then(dated);
  }

  @InPerson()
  @Get('tokens')
  @Answers(page(ApiToken))
  async tokens(@Asks() { who, database }: Ask) {
    const items = (await tokensOf(database, who)).map((token) => ({
      ...token,
      createdAt: token.createdAt.toISOString(),
      lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
      expiresAt: token.expiresAt.toISOString(),
    }));
    return { items, nextCursor: null };
  }

  @InPerson()
  @Post('tokens')
  @Answers(NewToken, 201)
  createToken(@Asks() ask: Ask, @Body({ schema: CreateToken }) body: CreateToken) {
    return ask.writeSecret((tx) => createToken(tx, ask.who, body));
  }

  @InPerson()
  @Delete('tokens/:id')
  @AnswersNothing()
  deleteToken(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string) {
    return ask.write((tx) => deleteToken(tx, ask.who, id));
  }
}

/** Dates as JSON has them, also when the answer of an earlier request is given again. */
const dated = <Row extends { createdAt: string }>(row: Row): Row => ({
  ...row,
  createdAt: new Date(row.createdAt).toISOString(),
});
