import { Accounts, ReplyLinks } from '@guichet/messages';
import { previewTemplate, renderInCase, templateVariables } from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class TemplateRenderingController {
  constructor(
    private readonly links: ReplyLinks,
    private readonly accounts: Accounts,
  ) {}

  @Endpoint('listVariables')
  variables({ query }: Call<'listVariables'>) {
    return pageOfWholeList(templateVariables, query, ({ name }) => name);
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
