import { allow } from '@guichet/access';
import {
  ConsistencyOverview,
  ConsistencyReport,
  CreateTemplate,
  DraftFromEdits,
  Id,
  Language,
  PreviewTemplate,
  ProviderTemplate,
  RenderTemplate,
  RenderedTemplate,
  ReviewVersion,
  SaveTemplateDraft,
  TemplateChoice,
  TemplatePreview,
  TemplateQuery,
  TemplateSummary,
  TemplateUnsent,
  TemplateUseReport,
  TemplateVariable,
  TemplateVersion,
  UpdateTemplate,
  UseQuery,
  WithdrawTemplate,
  page,
} from '@guichet/contracts';
import { Accounts, answerLink, stopForTemplate, unsentWith } from '@guichet/messages';
import { Config, Keyring } from '@guichet/platform';
import {
  approveVersion,
  choicesFor,
  commonInstead,
  consistencyOf,
  consistencyOverview,
  createTemplate,
  deleteDraft,
  draftFromEdits,
  preview,
  renderInCase,
  returnVersion,
  saveDraft,
  submitVersion,
  templateOf,
  templates,
  templateVariables,
  todayIn,
  updateTemplate,
  useReport,
  versionsOf,
  withdrawTemplate,
  type LinkTo,
} from '@guichet/templates';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';

const VersionNumber = z.coerce.number().int().min(1).max(1_000_000);

@ApiTags('templates')
@Controller('templates')
export class TemplatesController {
  constructor(
    private readonly keyring: Keyring,
    private readonly config: Config,
    private readonly accounts: Accounts,
  ) {}

  /** What providers have approved for any of our accounts. */
  private async approved(): Promise<ProviderTemplate[]> {
    return (await this.accounts.all()).flatMap(({ channel, config }) => channel.templates?.(config) ?? []);
  }

  private get linkTo(): LinkTo {
    return (answerId) => answerLink(this.keyring, this.config.publicUrl, answerId);
  }

  /** With `caseId`, only what may be used now, the likeliest for that case first. */
  @Get()
  @Answers(page(z.union([TemplateChoice, TemplateSummary])))
  async list(@Asks() ask: Ask, @Query({ schema: TemplateQuery }) query: TemplateQuery) {
    const { who, database } = ask;
    allow(who, 'template.read');
    if (!query.caseId) return templates(database, await todayIn(database), query);
    return { items: await choicesFor(database, this.linkTo, who, query.caseId, query), nextCursor: null };
  }

  @Post()
  @Answers(TemplateSummary, 201)
  async create(@Asks() ask: Ask, @Body({ schema: CreateTemplate }) body: CreateTemplate) {
    const id = await ask.write((tx) => createTemplate(tx, ask.who, body));
    return templateOf(ask.database.read, id, ask.database.now());
  }

  @Get('variables')
  @Answers(page(TemplateVariable))
  variables() {
    return { items: templateVariables, nextCursor: null };
  }

  @Get('consistency')
  @Answers(ConsistencyOverview)
  overview(@Asks() { who, database }: Ask, @Query({ schema: UseQuery }) { days }: UseQuery) {
    return consistencyOverview(database, who, days);
  }

  @Post('preview')
  @HttpCode(200)
  @Answers(TemplatePreview)
  async preview(@Asks() { who, database }: Ask, @Body({ schema: PreviewTemplate }) body: PreviewTemplate) {
    return preview(database, who, await this.approved(), body);
  }

  @Get(':id')
  @Answers(TemplateSummary)
  get(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    allow(who, 'template.read');
    return templateOf(database.read, id, database.now());
  }

  @Patch(':id')
  @Answers(TemplateSummary)
  async update(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UpdateTemplate }) body: UpdateTemplate,
  ) {
    await ask.write((tx) => updateTemplate(tx, ask.who, id, body));
    return templateOf(ask.database.read, id, ask.database.now());
  }

  /** Every version in every language, newest first. */
  @Get(':id/versions')
  @Answers(page(TemplateVersion))
  async versions(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    allow(who, 'template.read');
    return { items: await versionsOf(database.read, id), nextCursor: null };
  }

  @Put(':id/drafts/:language')
  @Answers(TemplateVersion)
  saveDraft(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('language', { schema: Language }) language: Language,
    @Body({ schema: SaveTemplateDraft }) body: SaveTemplateDraft,
  ) {
    return ask.write((tx) => saveDraft(tx, ask.who, id, language, body));
  }

  @Delete(':id/drafts/:language')
  @AnswersNothing()
  deleteDraft(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('language', { schema: Language }) language: Language,
  ) {
    return ask.write((tx) => deleteDraft(tx, ask.who, id, language));
  }

  /** What agents keep doing to a block, as a draft to be judged. */
  @Post(':id/drafts')
  @Answers(TemplateVersion, 201)
  async draftFromEdits(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DraftFromEdits }) body: DraftFromEdits,
  ) {
    const instead = await commonInstead(ask.database, ask.who, id, body);
    return ask.write((tx) => draftFromEdits(tx, ask.who, id, body, instead));
  }

  @Post(':id/versions/:number/submit')
  @HttpCode(200)
  @Answers(TemplateVersion)
  submit(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('number', { schema: VersionNumber }) number: number,
    @Body({ schema: ReviewVersion }) body: ReviewVersion,
  ) {
    return ask.write((tx) => submitVersion(tx, ask.who, id, { ...body, number }));
  }

  @Post(':id/versions/:number/return')
  @HttpCode(200)
  @Answers(TemplateVersion)
  sendBack(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('number', { schema: VersionNumber }) number: number,
    @Body({ schema: ReviewVersion }) body: ReviewVersion,
  ) {
    return ask.write((tx) => returnVersion(tx, ask.who, id, { ...body, number }, body.remark));
  }

  /** 409 `template-not-approvable` with `data.findings` where its renderings do not say the same. */
  @Post(':id/versions/:number/approve')
  @HttpCode(200)
  @Answers(TemplateVersion)
  async approve(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('number', { schema: VersionNumber }) number: number,
    @Body({ schema: ReviewVersion }) body: ReviewVersion,
  ) {
    const approved = await this.approved();
    return ask.write((tx) => approveVersion(tx, ask.who, approved, id, { ...body, number }));
  }

  /** Drafts and held messages that use it. */
  @Get(':id/unsent')
  @Answers(TemplateUnsent)
  unsent(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    return unsentWith(database, who, id);
  }

  /** What has not left is stopped in the same moment. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Answers(TemplateUnsent)
  async withdraw(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: WithdrawTemplate }) { remark }: WithdrawTemplate,
  ) {
    await ask.write(async (tx) => {
      await withdrawTemplate(tx, ask.who, id, remark);
      await stopForTemplate(tx, id);
    });
    return unsentWith(ask.database, ask.who, id);
  }

  @Post(':id/render')
  @HttpCode(200)
  @Answers(RenderedTemplate)
  render(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RenderTemplate }) body: RenderTemplate,
  ) {
    return renderInCase(ask.database, this.linkTo, ask.who, id, body);
  }

  @Get(':id/use')
  @Answers(TemplateUseReport)
  use(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: UseQuery }) { days }: UseQuery,
  ) {
    return useReport(database, who, id, days);
  }

  @Get(':id/consistency')
  @Answers(ConsistencyReport)
  consistency(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: UseQuery }) { days }: UseQuery,
  ) {
    return consistencyOf(database, who, id, days);
  }
}
