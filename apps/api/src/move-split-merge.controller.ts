import { caseDetail, mergeCase, moveEntries, setCitizen, splitCase, undoMove } from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

/** Moves entries to another case, or a case to another person. Every move can be undone. */
@Controller()
export class MovesController {
  @Endpoint('mergeCase')
  merge({ context, params, body }: Call<'mergeCase'>) {
    return context.write((tx, who) => mergeCase(tx, who, { fromId: params.id, ...body }));
  }

  @Endpoint('splitCase')
  split({ context, params, body }: Call<'splitCase'>) {
    return context.write((tx, who) => splitCase(tx, who, { fromId: params.id, wanted: body }));
  }

  @Endpoint('moveEntries')
  move({ context, params, body }: Call<'moveEntries'>) {
    return context.write((tx, who) => moveEntries(tx, who, { fromId: params.id, wanted: body }));
  }

  @Endpoint('undoMove')
  undo({ context, params }: Call<'undoMove'>) {
    return context.write((tx, who) => undoMove(tx, who, { caseId: params.id, moveId: params.moveId }));
  }

  @Endpoint('setCitizen')
  async setCitizen({ context, params: { id }, body }: Call<'setCitizen'>) {
    await context.write((tx, who) => setCitizen(tx, who, { caseId: id, wanted: body }));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }
}
