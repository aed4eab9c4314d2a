import { createSector, deleteSector, sectors, updateSector } from '@guichet/access';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class SectorsController {
  @Endpoint('listSectors')
  list({ context, query }: Call<'listSectors'>) {
    return pageOfWholeList(context.read('sectors', sectors), query, byId);
  }

  @Endpoint('createSector')
  create({ context, body }: Call<'createSector'>) {
    return context.write((tx, who) => createSector(tx, who, body));
  }

  @Endpoint('updateSector')
  update({ context, params, body }: Call<'updateSector'>) {
    return context.write((tx, who) => updateSector(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('deleteSector')
  remove({ context, params }: Call<'deleteSector'>) {
    return context.write((tx, who) => deleteSector(tx, who, params.id));
  }
}
