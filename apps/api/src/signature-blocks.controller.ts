import { saveSignatureSettings, saveTeamSignature, setAnonymity } from '@guichet/access';
import { Accounts, caseSignature, signaturesFor } from '@guichet/messages';
import { previewSignature } from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class SignatureBlocksController {
  constructor(private readonly accounts: Accounts) {}

  @Endpoint('getSignatures')
  list({ context }: Call<'getSignatures'>) {
    return context.read('settings', (reader, who) => signaturesFor(reader, who, this.accounts));
  }

  @Endpoint('saveSignatureSettings')
  save({ context, body }: Call<'saveSignatureSettings'>) {
    return context.write((tx, who) => saveSignatureSettings(tx, who, body));
  }

  @Endpoint('previewSignature')
  preview({ context, body }: Call<'previewSignature'>) {
    return context.read('settings', (reader, who) => previewSignature(reader, who, body));
  }

  @Endpoint('saveTeamSignature')
  saveOfTeam({ context, params, body }: Call<'saveTeamSignature'>) {
    return context.write((tx, who) => saveTeamSignature(tx, who, { teamId: params.id, wanted: body }));
  }

  @Endpoint('setTeamAnonymity')
  setOfTeam({ context, params, body }: Call<'setTeamAnonymity'>) {
    return context.write((tx, who) => setAnonymity(tx, who, { subject: { teamId: params.id }, ...body }));
  }

  @Endpoint('setAgentAnonymity')
  setOfAgent({ context, params, body }: Call<'setAgentAnonymity'>) {
    return context.write((tx, who) => setAnonymity(tx, who, { subject: { agentId: params.id }, ...body }));
  }

  @Endpoint('getCaseSignature')
  ofCase({ context, params, query }: Call<'getCaseSignature'>) {
    return context.read({ case: params.id }, (reader, who) =>
      caseSignature({ reader, who, accounts: this.accounts }, params.id, query),
    );
  }
}
