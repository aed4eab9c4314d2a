import { addNote, shownEntry } from '@guichet/cases';
import {
  Accounts,
  cancelMessage,
  checkMessage,
  entryOriginal,
  planReply,
  remoteImage,
  reply,
  ReplyLinks,
  retryDelivery,
  sendNow,
} from '@guichet/messages';
import { BlobStore, Egress, Keyring } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { download } from './http/file-responses.js';
import type { RequestContext } from './http/request-context.js';

@Controller()
export class MessagesController {
  constructor(
    private readonly accounts: Accounts,
    private readonly links: ReplyLinks,
    private readonly keyring: Keyring,
    private readonly blobs: BlobStore,
    private readonly egress: Egress,
  ) {}

  @Endpoint('postMessage')
  async reply({ context, params: { id }, body }: Call<'postMessage'>) {
    const plan = await context.read({ case: id }, (reader, who) =>
      planReply({ reader, who, accounts: this.accounts, linkTo: this.links.linkTo }, id, body),
    );
    const entryId = await context.write((tx, who) =>
      reply({ tx, who, keyring: this.keyring }, id, { message: body, plan, seenVersion: context.ifMatch }),
    );
    return entryIn(context, id, entryId);
  }

  @Endpoint('checkMessage')
  async check({ context, params: { id }, body }: Call<'checkMessage'>) {
    return {
      findings: await context.read({ case: id }, (reader, who) =>
        checkMessage({ reader, who, accounts: this.accounts }, id, body),
      ),
    };
  }

  @Endpoint('cancelMessage')
  cancel({ context, params }: Call<'cancelMessage'>) {
    return context.write((tx, who) => cancelMessage(tx, who, { caseId: params.id, entryId: params.entryId }));
  }

  @Endpoint('sendMessageNow')
  async sendNow({ context, params: { id, entryId } }: Call<'sendMessageNow'>) {
    await context.write((tx, who) => sendNow(tx, who, { caseId: id, entryId }));
    return entryIn(context, id, entryId);
  }

  @Endpoint('retryMessage')
  async retry({ context, params: { id, entryId } }: Call<'retryMessage'>) {
    await context.write((tx, who) => retryDelivery(tx, who, { caseId: id, entryId }));
    return entryIn(context, id, entryId);
  }

  @Endpoint('addNote')
  async addNote({ context, params: { id }, body }: Call<'addNote'>) {
    return entryIn(context, id, await context.write((tx, who) => addNote(tx, who, { caseId: id, note: body })));
  }

  @Endpoint('getOriginal')
  async original({ context, params: { id, entryId } }: Call<'getOriginal'>) {
    return download(
      'original.eml',
      await context.read({ case: id }, (reader, who) =>
        entryOriginal({ reader, who, blobs: this.blobs }, { caseId: id, entryId }),
      ),
    );
  }

  @Endpoint('getRemoteImage')
  async image({ context, params: { id, ...image } }: Call<'getRemoteImage'>) {
    const found = await context.read({ case: id }, (reader, who) =>
      remoteImage({ reader, who, egress: this.egress }, { ...image, caseId: id }),
    );
    return { content: found.content, type: found.type, disposition: 'inline' };
  }
}

const entryIn = (context: RequestContext, id: string, entryId: string) =>
  context.read({ case: id }, (reader, who) => shownEntry(reader, who, id, entryId));
