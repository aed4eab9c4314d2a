import { Accounts, ReplyLinks } from '@guichet/messages';
import { listBlockUses, listSharedBlocks, listVariables, previewTemplate, renderInCase } from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class TemplateRenderingController {
  constructor(
    private readonly links: ReplyLinks,
    private readonly accounts: Accounts,
  ) {}

  @Endpoint('listVariables')
  variables({ context, query }: Call<'listVariables'>) {
    return pageOfWholeList(context.read('templates', listVariables), query, ({ name }) => name);
  }

  @Endpoint('listBlocks')
  blocks({ context, query }: Call<'listBlocks'>) {
    return pageOfWholeList(
      context.read('templates', (reader, who) => listSharedBlocks(reader, who, query.language)),
      query,
      byId,
    );
  }

  @Endpoint('listBlockUses')
  uses({ context, params: { id } }: Call<'listBlockUses'>) {
    return context.read({ template: id }, (reader, who) => listBlockUses(reader, who, id));
  }

  @Endpoint('previewTemplate')
  async preview({ context, body }: Call<'previewTemplate'>) {
    const approved = await this.accounts.providerTemplates();
    return context.read('templates', (reader, who) => previewTemplate(reader, who, { approved, wanted: body }));
  }

  @Endpoint('renderTemplate')
  render({ context, params: { id }, body }: Call<'renderTemplate'>) {
    return context.read({ template: id }, (reader, who) =>
      renderInCase({ reader, who, linkTo: this.links.linkTo }, id, body),
    );
  }
}
