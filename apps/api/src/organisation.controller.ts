import { organisationOf, saveOrganisation } from '@guichet/access';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class OrganisationController {
  @Endpoint('getOrganisation')
  get({ context }: Call<'getOrganisation'>) {
    return context.read('settings', organisationOf);
  }

  @Endpoint('saveOrganisation')
  save({ context, body }: Call<'saveOrganisation'>) {
    return context.write((tx, who) => saveOrganisation(tx, who, body));
  }
}
