import {
  applyMacro,
  createMacro,
  deleteMacro,
  macros,
  NotApplied,
  previewMacro,
  restoreMacro,
  undoMacro,
  updateMacro,
} from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { withPresentCase } from './http/add-present-case-to-failure.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class MacrosController {
  @Endpoint('listMacros')
  list({ context, query }: Call<'listMacros'>) {
    return pageOfWholeList(context.read('cases', macros), query, byId);
  }

  @Endpoint('createMacro')
  create({ context, body }: Call<'createMacro'>) {
    return context.write((tx, who) => createMacro(tx, who, body));
  }

  @Endpoint('updateMacro')
  update({ context, params: { id }, body }: Call<'updateMacro'>) {
    return context.write((tx, who) => updateMacro(tx, who, { id, wanted: body }));
  }

  @Endpoint('deleteMacro')
  delete({ context, params: { id } }: Call<'deleteMacro'>) {
    return context.write((tx, who) => deleteMacro(tx, who, id));
  }

  @Endpoint('restoreMacro')
  restore({ context, params: { id } }: Call<'restoreMacro'>) {
    return context.write((tx, who) => restoreMacro(tx, who, id));
  }

  /** What each act would do is what it does, in a transaction that is not kept. */
  @Endpoint('previewMacro')
  async preview({ context, params: { id: caseId }, body: { macroId } }: Call<'previewMacro'>) {
    try {
      return await context.write((tx, who) => previewMacro(tx, who, { caseId, macroId }));
    } catch (error) {
      if (error instanceof NotApplied) return error.preview;
      throw error;
    }
  }

  @Endpoint('applyMacro')
  apply({ context, params: { id: caseId }, body }: Call<'applyMacro'>) {
    return context
      .write((tx, who) => applyMacro(tx, who, { ...body, caseId, expectedVersion: context.ifMatch }))
      .catch(withPresentCase(context, caseId));
  }

  @Endpoint('undoMacro')
  undo({ context, params: { id: caseId }, body: { runId } }: Call<'undoMacro'>) {
    return context.write((tx, who) => undoMacro(tx, who, { caseId, runId }));
  }
}
