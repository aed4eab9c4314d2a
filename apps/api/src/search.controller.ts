import { parseSearch, search } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { singlePageList } from './http/single-page-list.js';

@Controller()
export class SearchController {
  @Endpoint('search')
  async search({ context, query: { q, limit } }: Call<'search'>) {
    const list = await singlePageList(context.read('cases', (reader, who) => search(reader, who, { q, limit })));
    return { ...list, filters: parseSearch(q).filters };
  }
}
