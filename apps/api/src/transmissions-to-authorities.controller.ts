import {
  Accounts,
  authorities,
  FileTexts,
  planTransmission,
  previewTransmission,
  ReplyLinks,
  shownTransmission,
  transmit,
} from '@guichet/messages';
import { Keyring } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class TransmissionsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly links: ReplyLinks,
    private readonly keyring: Keyring,
    private readonly fileTexts: FileTexts,
  ) {}

  private get planning() {
    return { accounts: this.accounts, linkTo: this.links.linkTo, fileTexts: this.fileTexts };
  }

  @Endpoint('listAuthorities')
  async authorities({ context }: Call<'listAuthorities'>) {
    return { items: await context.read('cases', authorities) };
  }

  @Endpoint('previewTransmission')
  preview({ context, params: { id }, body }: Call<'previewTransmission'>) {
    return context.read({ case: id }, (reader, who) =>
      previewTransmission({ reader, who, ...this.planning }, id, body),
    );
  }

  @Endpoint('postTransmission')
  async transmit({ context, params: { id: caseId }, body: wanted }: Call<'postTransmission'>) {
    const plan = await context.read({ case: caseId }, (reader, who) =>
      planTransmission({ reader, who, ...this.planning }, caseId, wanted),
    );
    const id = await context.write((tx, who) =>
      transmit({ tx, who, keyring: this.keyring }, caseId, { wanted, plan, seenVersion: context.ifMatch }),
    );
    return context.read({ case: caseId }, (reader, who) => shownTransmission(reader, who, { caseId, id }));
  }
}
