import { organisationOf } from '@guichet/access';
import {
  AnswerSurvey,
  page as pageOf,
  SurveyAnswer,
  SurveyAnswerQuery,
  SurveyScore,
  SurveySettings,
} from '@guichet/contracts';
import { Database } from '@guichet/database';
import { Failure, Keyring } from '@guichet/platform';
import { answerSurvey, openSurvey, saveSurveySettings, surveyAnswers, surveySettings } from '@guichet/surveys';
import { Body, Controller, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';
import { Public } from './auth.guard.js';
import { gonePage } from './file-page.js';
import { SURVEY_CSP, surveyPage } from './survey-page.js';

@ApiTags('satisfaction')
@Controller('surveys')
export class SurveysController {
  @Get('settings')
  @Answers(SurveySettings)
  settings(@Asks() { database }: Ask) {
    return surveySettings(database);
  }

  @Put('settings')
  @Answers(SurveySettings)
  save(@Asks() ask: Ask, @Body({ schema: SurveySettings }) body: SurveySettings) {
    return ask.write((tx) => saveSurveySettings(tx, ask.who, body));
  }

  @Get('answers')
  @Answers(pageOf(SurveyAnswer))
  answers(@Asks() { who, database }: Ask, @Query({ schema: SurveyAnswerQuery }) query: SurveyAnswerQuery) {
    return surveyAnswers(database, who, query);
  }
}

const Name = z.string().max(200);
const CITIZEN = { kind: 'system', name: 'Survey' } as const;
/** As a form sends it: everything is text, and what was left alone is empty. */
const Sent = z.preprocess(
  (form) =>
    Object.fromEntries(
      Object.entries((form ?? {}) as Record<string, unknown>).map(([name, value]) => [
        name,
        name === 'text' ? value : Number(value),
      ]),
    ),
  AnswerSurvey,
);

/** The page behind the link of a survey: for whoever has the link, without an account and without a script. */
@ApiExcludeController()
@Controller('portal/surveys')
export class SurveyPageController {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  @Get(':name')
  @Public()
  async show(
    @Param('name', { schema: Name }) name: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const survey = await openSurvey(this.database, this.keyring, name).catch(nothing);
    if (!survey) return void (await sendPage(reply, 404, gonePage(request.headers['accept-language'])));
    const { name: organisation } = await organisationOf(this.database);
    const chosen = SurveyScore.safeParse(Number(query['score'])).data;
    await sendPage(reply, 200, surveyPage(survey, organisation, chosen));
  }

  @Post(':name')
  @Public()
  async answer(
    @Param('name', { schema: Name }) name: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { data } = Sent.safeParse(body);
    if (!data) throw new Failure('invalid-request', { detail: 'This is no answer to the survey.' });
    const kept = await this.database
      .write(CITIZEN, (tx) => answerSurvey(tx, this.keyring, name, data))
      .then(() => true, nothing);
    if (kept === null) return void (await sendPage(reply, 404, gonePage(request.headers['accept-language'])));
    await reply.code(303).header('Location', name).send();
  }
}

/** A link that is none, or no longer: a page that says so. */
function nothing(error: unknown): null {
  if (error instanceof Failure && error.code === 'not-found') return null;
  throw error;
}

const sendPage = (reply: FastifyReply, status: number, html: string) =>
  reply
    .code(status)
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Cache-Control', 'private, no-store')
    .header('X-Robots-Tag', 'noindex')
    .header('Content-Security-Policy', SURVEY_CSP)
    .header('Referrer-Policy', 'no-referrer')
    .send(html);
