import { Accounts, blockForTemplate, ReplyLinks, unsentWithTemplate } from '@guichet/messages';
import {
  approveVersion,
  createTemplate,
  deleteDraft,
  getTemplate,
  listApprovers,
  listTemplateChoices,
  listTemplates,
  listVersions,
  proposeTemplate,
  returnVersion,
  saveDraft,
  submitVersion,
  todayIn,
  updateTemplate,
  withdrawTemplate,
} from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import type { RequestContext } from './http/request-context.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';
import { singlePageList } from './http/single-page-list.js';

@Controller()
export class TemplatesController {
  constructor(
    private readonly links: ReplyLinks,
    private readonly accounts: Accounts,
  ) {}

  @Endpoint('listTemplates')
  list({ context, query }: Call<'listTemplates'>) {
    const { caseId } = query;
    if (!caseId)
      return context.read('templates', async (reader, who) =>
        listTemplates(reader, who, { today: await todayIn(reader), query }),
      );
    return singlePageList(
      context.read({ case: caseId }, (reader, who) =>
        listTemplateChoices({ reader, who, linkTo: this.links.linkTo }, caseId, query),
      ),
    );
  }

  @Endpoint('createTemplate')
  async create({ context, body }: Call<'createTemplate'>) {
    return templateIn(context, await context.write((tx, who) => createTemplate(tx, who, body)));
  }

  @Endpoint('getTemplate')
  get({ context, params }: Call<'getTemplate'>) {
    return templateIn(context, params.id);
  }

  @Endpoint('updateTemplate')
  async update({ context, params: { id }, body }: Call<'updateTemplate'>) {
    await context.write((tx, who) => updateTemplate(tx, who, { id, wanted: body }));
    return templateIn(context, id);
  }

  @Endpoint('listApprovers')
  approvers({ context, params: { id } }: Call<'listApprovers'>) {
    return context.read({ template: id }, (reader, who) => listApprovers(reader, who, id));
  }

  @Endpoint('listVersions')
  versions({ context, params: { id }, query }: Call<'listVersions'>) {
    return pageOfWholeList(
      context.read({ template: id }, async (reader, who) => {
        await getTemplate(reader, who, id);
        return listVersions(reader, id);
      }),
      query,
      byId,
    );
  }

  @Endpoint('saveTemplateDraft')
  saveDraft({ context, params: { id, language }, body }: Call<'saveTemplateDraft'>) {
    return context.write((tx, who) => saveDraft(tx, who, { ...body, id, language }));
  }

  @Endpoint('deleteTemplateDraft')
  deleteDraft({ context, params: { id, language } }: Call<'deleteTemplateDraft'>) {
    return context.write((tx, who) => deleteDraft(tx, who, { id, language }));
  }

  @Endpoint('submitVersion')
  submit({ context, params: { id, number }, body }: Call<'submitVersion'>) {
    return context.write((tx, who) => submitVersion(tx, who, { id, which: { ...body, number } }));
  }

  @Endpoint('returnVersion')
  return({ context, params: { id, number }, body }: Call<'returnVersion'>) {
    return context.write((tx, who) => returnVersion(tx, who, { id, which: { ...body, number }, remark: body.remark }));
  }

  @Endpoint('approveVersion')
  async approve({ context, params: { id, number }, body }: Call<'approveVersion'>) {
    const approved = await this.accounts.providerTemplates();
    return context.write((tx, who) => approveVersion(tx, who, { approved, id, which: { ...body, number } }));
  }

  @Endpoint('proposeTemplate')
  async propose({ context, params: { id }, body: { teamId } }: Call<'proposeTemplate'>) {
    return templateIn(context, await context.write((tx, who) => proposeTemplate(tx, who, { id, teamId })));
  }

  @Endpoint('listUnsent')
  unsent({ context, params }: Call<'listUnsent'>) {
    return unsentIn(context, params.id);
  }

  @Endpoint('withdrawTemplate')
  async withdraw({ context, params: { id }, body }: Call<'withdrawTemplate'>) {
    await context.write(async (tx, who) => {
      await withdrawTemplate(tx, who, { ...body, id });
      await blockForTemplate(tx, id);
    });
    return unsentIn(context, id);
  }
}

const templateIn = (context: RequestContext, id: string) =>
  context.read({ template: id }, (reader, who) => getTemplate(reader, who, id));

const unsentIn = (context: RequestContext, id: string) =>
  context.read({ template: id }, async (reader, who) => {
    await getTemplate(reader, who, id);
    return unsentWithTemplate(reader, who, id);
  });
