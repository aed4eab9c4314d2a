import {
  countSavedViews,
  createSavedView,
  deleteSavedView,
  restoreSavedView,
  savedViews,
  updateSavedView,
} from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class SavedViewsController {
  @Endpoint('listSavedViews')
  list({ context, query }: Call<'listSavedViews'>) {
    return pageOfWholeList(context.read('cases', savedViews), query, byId);
  }

  @Endpoint('countSavedViews')
  count({ context, query }: Call<'countSavedViews'>) {
    return context.read('cases', async (reader, who) => {
      const { items, nextCursor } = await pageOfWholeList(savedViews(reader, who), query, byId);
      return { items: await countSavedViews(reader, who, items), nextCursor };
    });
  }

  @Endpoint('createSavedView')
  create({ context, body }: Call<'createSavedView'>) {
    return context.write((tx, who) => createSavedView(tx, who, body));
  }

  @Endpoint('updateSavedView')
  update({ context, params, body }: Call<'updateSavedView'>) {
    return context.write((tx, who) => updateSavedView(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('deleteSavedView')
  delete({ context, params }: Call<'deleteSavedView'>) {
    return context.write((tx, who) => deleteSavedView(tx, who, params.id));
  }

  @Endpoint('restoreSavedView')
  restore({ context, params }: Call<'restoreSavedView'>) {
    return context.write((tx, who) => restoreSavedView(tx, who, params.id));
  }
}
