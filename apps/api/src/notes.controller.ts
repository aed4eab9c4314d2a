import { addNote, shownEntry } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import type { RequestContext } from './http/request-context.js';

@Controller()
export class NotesController {
  @Endpoint('addNote')
  async addNote({ context, params: { id }, body }: Call<'addNote'>) {
    return entryIn(context, id, await context.write((tx, who) => addNote(tx, who, { caseId: id, note: body })));
  }
}

const entryIn = (context: RequestContext, id: string, entryId: string) =>
  context.read({ case: id }, (reader, who) => shownEntry(reader, who, { caseId: id, entryId }));
