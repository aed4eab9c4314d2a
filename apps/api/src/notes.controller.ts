import { editNote, mentionsWithoutAccess, removeNote, shownEntry } from '@guichet/cases';
import type { NoteEntry } from '@guichet/contracts';
import { addNoteWithFiles } from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class NotesController {
  @Endpoint('addNote')
  async addNote({ context, params: { id }, body }: Call<'addNote'>) {
    const added = await context.write(async (tx, who) => ({
      entryId: await addNoteWithFiles(tx, who, { caseId: id, note: body }),
      cannotSee: await mentionsWithoutAccess(tx, { caseId: id, mentions: body.mentions }),
    }));
    const { entryId, cannotSee } = added;
    const entry = await context.read({ case: id }, (reader, who) => shownEntry(reader, who, { caseId: id, entryId }));
    return { ...(entry as NoteEntry), cannotSee };
  }

  @Endpoint('editNote')
  async editNote({ context, params: { id, entryId }, body }: Call<'editNote'>) {
    const cannotSee = await context.write(async (tx, who) => {
      await editNote(tx, who, { caseId: id, entryId, note: body });
      return mentionsWithoutAccess(tx, { caseId: id, mentions: body.mentions });
    });
    const entry = await context.read({ case: id }, (reader, who) => shownEntry(reader, who, { caseId: id, entryId }));
    return { ...(entry as NoteEntry), cannotSee };
  }

  @Endpoint('removeNote')
  async removeNote({ context, params: { id, entryId } }: Call<'removeNote'>) {
    await context.write((tx, who) => removeNote(tx, who, { caseId: id, entryId }));
  }
}
