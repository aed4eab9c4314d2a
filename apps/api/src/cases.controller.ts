import {
  caseDetail,
  counts,
  deleteDraft,
  draftOf,
  inbox,
  linkCase,
  markRead,
  openCase,
  saveDraft,
  search,
  tagsInUse,
  timeline,
  updateCase,
} from '@guichet/cases';
import {
  CaseCounts,
  CaseDetail,
  CaseQuery,
  CaseSummary,
  CreateCase,
  Draft,
  Id,
  LinkCase,
  MarkRead,
  SavedDraft,
  SearchQuery,
  SearchResult,
  Timeline,
  TimelineQuery,
  UpdateCase,
  page,
} from '@guichet/contracts';
import { heldCount } from '@guichet/messages';
import { Failure } from '@guichet/platform';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('cases')
@Controller()
export class CasesController {
  @Get('cases')
  @Answers(page(CaseSummary))
  list(@Asks() { who, database }: Ask, @Query({ schema: CaseQuery }) query: CaseQuery) {
    return inbox(database, who, query);
  }

  @Get('cases/counts')
  @Answers(CaseCounts)
  async counts(@Asks() { who, database }: Ask) {
    const [numbers, holdingPen] = await Promise.all([counts(database, who), heldCount(database, who)]);
    return { ...numbers, holdingPen };
  }

  @Post('cases')
  @Answers(CaseDetail, 201)
  async create(
    @Asks() ask: Ask,
    @Body({ schema: CreateCase }) body: CreateCase,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = await ask.write((tx) => openCase(tx, ask.who, body));
    return tagged(reply, await caseDetail(ask.database, ask.who, id));
  }

  @Get('cases/:id')
  @Answers(CaseDetail)
  async get(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await caseDetail(database, who, id));
  }

  @Patch('cases/:id')
  @Answers(CaseDetail)
  async update(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UpdateCase }) body: UpdateCase,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await ask
      .write((tx) => updateCase(tx, ask.who, id, body, ask.ifMatch))
      .catch(async (error: unknown) => {
        if (!(error instanceof Failure) || error.code !== 'case-changed') throw error;
        throw new Failure('case-changed', {
          data: { case: CaseDetail.parse(await caseDetail(ask.database, ask.who, id)) },
        });
      });
    return tagged(reply, await caseDetail(ask.database, ask.who, id, null));
  }

  @Get('cases/:id/timeline')
  @Answers(Timeline)
  timeline(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: TimelineQuery }) query: TimelineQuery,
  ) {
    return timeline(database, who, id, query);
  }

  @Post('cases/:id/read')
  @AnswersNothing()
  read(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: MarkRead }) body: z.infer<typeof MarkRead>,
  ) {
    return ask.write((tx) => markRead(tx, ask.who, id, body.position));
  }

  @Post('cases/:id/links')
  @AnswersNothing()
  link(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Body({ schema: LinkCase }) body: LinkCase) {
    return ask.write((tx) => linkCase(tx, ask.who, id, body.caseId, body.accept));
  }

  @Get('cases/:id/draft')
  @Answers(z.object({ draft: SavedDraft }))
  async draft(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    return { draft: await draftOf(database, who, id) };
  }

  @Put('cases/:id/draft')
  @AnswersNothing()
  saveDraft(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Body({ schema: Draft }) body: Draft) {
    return ask.write((tx) => saveDraft(tx, ask.who, id, body));
  }

  @Delete('cases/:id/draft')
  @AnswersNothing()
  deleteDraft(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string) {
    return ask.write((tx) => deleteDraft(tx, ask.who, id));
  }

  @Get('tags')
  @Answers(page(z.string()))
  async tags(@Asks() { who, database }: Ask) {
    return { items: (await tagsInUse(database, who)).map(({ tag }) => tag), nextCursor: null };
  }

  @Get('search')
  @Answers(SearchResult)
  async search(@Asks() { who, database }: Ask, @Query({ schema: SearchQuery }) { q, limit }: SearchQuery) {
    return { items: await search(database, who, q, limit), nextCursor: null };
  }
}

function tagged(reply: FastifyReply, detail: CaseDetail): CaseDetail {
  reply.header('ETag', `"${detail.version}"`);
  return detail;
}
