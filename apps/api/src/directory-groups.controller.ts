import { agentGroups, mapGroup } from '@guichet/access';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class DirectoryGroupsController {
  @Endpoint('listGroups')
  listGroups({ context, query }: Call<'listGroups'>) {
    return pageOfWholeList(context.read('agents', agentGroups), query, byId);
  }

  @Endpoint('mapGroup')
  mapGroup({ context, params, body }: Call<'mapGroup'>) {
    return context.write((tx, who) => mapGroup(tx, who, { id: params.id, wanted: body }));
  }
}
