import { createToken, deleteToken, tokensOf } from '@guichet/access';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class ApiTokensController {
  @Endpoint('listTokens')
  listTokens({ context, query }: Call<'listTokens'>) {
    return pageOfWholeList(context.read('tokens', tokensOf), query, byId);
  }

  @Endpoint('createToken')
  createToken({ context, body }: Call<'createToken'>) {
    return context.writeSecret((tx, who) => createToken(tx, who, body));
  }

  @Endpoint('deleteToken')
  deleteToken({ context, params }: Call<'deleteToken'>) {
    return context.write((tx, who) => deleteToken(tx, who, params.id));
  }
}
