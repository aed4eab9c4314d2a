import { parseSearch, search } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class SearchController {
  @Endpoint('search')
  async search({ context, query }: Call<'search'>) {
    const { hits, corrections } = await context.read('cases', (reader, who) => search(reader, who, query));
    return { items: hits, corrections, filters: parseSearch(query.q).filters, nextCursor: null };
  }
}
