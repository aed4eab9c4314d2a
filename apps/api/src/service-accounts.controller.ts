import {
  createServiceAccount,
  createServiceSecret,
  deleteServiceAccount,
  endServiceSecret,
  serviceAccounts,
  updateServiceAccount,
} from '@guichet/access';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class ServiceAccountsController {
  @Endpoint('listServiceAccounts')
  listServiceAccounts({ context, query }: Call<'listServiceAccounts'>) {
    return pageOfWholeList(context.read('service-accounts', serviceAccounts), query, byId);
  }

  @Endpoint('createServiceAccount')
  createServiceAccount({ context, body }: Call<'createServiceAccount'>) {
    return context.write((tx, who) => createServiceAccount(tx, who, body));
  }

  @Endpoint('updateServiceAccount')
  updateServiceAccount({ context, params, body }: Call<'updateServiceAccount'>) {
    return context.write((tx, who) => updateServiceAccount(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('deleteServiceAccount')
  deleteServiceAccount({ context, params }: Call<'deleteServiceAccount'>) {
    return context.write((tx, who) => deleteServiceAccount(tx, who, params.id));
  }

  @Endpoint('createServiceSecret')
  createServiceSecret({ context, params, body }: Call<'createServiceSecret'>) {
    return context.writeSecret((tx, who) => createServiceSecret(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('endServiceSecret')
  endServiceSecret({ context, params }: Call<'endServiceSecret'>) {
    return context.write((tx, who) => endServiceSecret(tx, who, params));
  }
}
