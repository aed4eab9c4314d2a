import {
  commentDraft,
  mentionsWithoutAccess,
  saveSharedDraft,
  shareDraft,
  sharedDraft,
  shownEntry,
  takeOverDraft,
  unshareDraft,
} from '@guichet/cases';
import type { NoteEntry } from '@guichet/contracts';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class SharedDraftsController {
  @Endpoint('getSharedDraft')
  sharedDraft({ context, params: { id } }: Call<'getSharedDraft'>) {
    return context.read({ case: id }, (reader, who) => sharedDraft(reader, who, id));
  }

  @Endpoint('shareDraft')
  async shareDraft({ context, params: { id } }: Call<'shareDraft'>) {
    await context.write((tx, who) => shareDraft(tx, who, id));
    return context.read({ case: id }, (reader, who) => sharedDraft(reader, who, id));
  }

  @Endpoint('saveSharedDraft')
  saveSharedDraft({ context, params: { id }, body }: Call<'saveSharedDraft'>) {
    return context.write((tx, who) => saveSharedDraft(tx, who, { ...body, caseId: id }));
  }

  @Endpoint('takeOverSharedDraft')
  async takeOver({ context, params: { id }, body }: Call<'takeOverSharedDraft'>) {
    await context.write((tx, who) => takeOverDraft(tx, who, { ...body, caseId: id }));
    return context.read({ case: id }, (reader, who) => sharedDraft(reader, who, id));
  }

  @Endpoint('unshareDraft')
  unshareDraft({ context, params: { id } }: Call<'unshareDraft'>) {
    return context.write((tx, who) => unshareDraft(tx, who, id));
  }

  @Endpoint('commentSharedDraft')
  async comment({ context, params: { id }, body }: Call<'commentSharedDraft'>) {
    const { entryId, cannotSee } = await context.write(async (tx, who) => ({
      entryId: await commentDraft(tx, who, { caseId: id, note: body }),
      cannotSee: await mentionsWithoutAccess(tx, { caseId: id, mentions: body.mentions }),
    }));
    const entry = await context.read({ case: id }, (reader, who) => shownEntry(reader, who, { caseId: id, entryId }));
    return { ...(entry as NoteEntry), cannotSee };
  }
}
