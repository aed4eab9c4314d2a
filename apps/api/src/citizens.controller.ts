import {
  addHandle,
  mergePeople,
  renamePerson,
  detachHandle,
  markDistinct,
  unmergePeople,
  unmarkDistinct,
} from '@guichet/cases';
import { citizenById, citizenInFile, citizensBeginning } from '@guichet/citizens';
import { answerInSteps } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import type { RequestContext } from './http/request-context.js';

@Controller()
export class CitizensController {
  @Endpoint('listCitizens')
  list({ context, query }: Call<'listCitizens'>) {
    const found = () => context.read('citizens', (reader, who) => citizensBeginning(reader, who, query));
    return answerInSteps(found, ({ items }) => items.length === 0);
  }

  @Endpoint('getCitizen')
  get({ context, params: { id }, query: { caseId } }: Call<'getCitizen'>) {
    const found = () =>
      caseId === undefined
        ? citizenIn(context, id)
        : context.read({ citizen: id }, (reader, who) => citizenInFile(reader, who, { id, caseId }));
    return answerInSteps(found, () => false);
  }

  @Endpoint('updateCitizen')
  async update({ context, params: { id }, body }: Call<'updateCitizen'>) {
    await context.write((tx, who) => renamePerson(tx, who, { id, name: body.name }));
    return citizenIn(context, id);
  }

  @Endpoint('mergeCitizen')
  async merge({ context, params: { id }, body }: Call<'mergeCitizen'>) {
    await context.write((tx, who) => mergePeople(tx, who, { ...body, citizenId: id }));
    return citizenIn(context, id);
  }

  @Endpoint('unmergeCitizen')
  async unmerge({ context, params: { id }, body }: Call<'unmergeCitizen'>) {
    await context.write((tx, who) => unmergePeople(tx, who, { citizenId: id, mergeId: body.mergeId }));
    return citizenIn(context, id);
  }

  @Endpoint('markDistinct')
  markDistinct({ context, params, body }: Call<'markDistinct'>) {
    return context.write((tx, who) => markDistinct(tx, who, { id: params.id, otherId: body.otherId }));
  }

  @Endpoint('unmarkDistinct')
  unmarkDistinct({ context, params }: Call<'unmarkDistinct'>) {
    return context.write((tx, who) => unmarkDistinct(tx, who, { id: params.id, otherId: params.otherId }));
  }

  @Endpoint('addHandle')
  async addHandle({ context, params: { id }, body }: Call<'addHandle'>) {
    await context.write((tx, who) => addHandle(tx, who, { id, wanted: body }));
    return citizenIn(context, id);
  }

  @Endpoint('detachHandle')
  async detachHandle({ context, params: { id, handleId }, body }: Call<'detachHandle'>) {
    await context.write((tx, who) => detachHandle(tx, who, { id, handleId, wanted: body }));
    return citizenIn(context, id);
  }
}

const citizenIn = (context: RequestContext, id: string) =>
  context.read({ citizen: id }, (reader, who) => citizenById(reader, who, id));
