import { createTeam, teams, updateTeam } from '@guichet/access';
import { Accounts, guardSystemMail } from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class TeamsController {
  constructor(private readonly accounts: Accounts) {}

  @Endpoint('listTeams')
  listTeams({ context, query }: Call<'listTeams'>) {
    return pageOfWholeList(context.read('teams', teams), query, byId);
  }

  @Endpoint('createTeam')
  createTeam({ context, body }: Call<'createTeam'>) {
    return context.write((tx, who) => createTeam(tx, who, body));
  }

  @Endpoint('updateTeam')
  updateTeam({ context, params, body }: Call<'updateTeam'>) {
    // Mails to agents leave by no account of a confidential team: making one confidential could choose another account.
    return context.write((tx, who) =>
      guardSystemMail({ tx, who, accounts: this.accounts }, () => updateTeam(tx, who, { id: params.id, wanted: body })),
    );
  }
}
