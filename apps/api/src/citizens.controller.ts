import {
  addHandle,
  mergePeople,
  renamePerson,
  detachHandle,
  markDistinct,
  unmergePeople,
  unmarkDistinct,
} from '@guichet/cases';
import { addressOwner, citizenById, citizenInFile, citizensBeginning } from '@guichet/citizens';
import { maskResponseTime } from '@guichet/platform';
import { allowSurveys } from '@guichet/surveys';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import type { RequestContext } from './http/request-context.js';

@Controller()
export class CitizensController {
  @Endpoint('listCitizens')
  list({ context, query }: Call<'listCitizens'>) {
    const found = () => context.read('citizens', (reader, who) => citizensBeginning(reader, who, query));
    return maskResponseTime(found, ({ items }) => items.length === 0);
  }

  @Endpoint('getAddressOwner')
  addressOwner({ context, query }: Call<'getAddressOwner'>) {
    const found = () => context.read('citizens', (reader, who) => addressOwner(reader, who, query));
    return maskResponseTime(found, ({ owner }) => owner === null);
  }

  @Endpoint('getCitizen')
  get({ context, params: { id }, query: { caseId } }: Call<'getCitizen'>) {
    return refusedInSteps(() =>
      caseId === undefined
        ? citizenIn(context, id)
        : context.read({ citizen: id }, (reader, who) => citizenInFile(reader, who, { id, caseId })),
    );
  }

  @Endpoint('updateCitizen')
  update({ context, params: { id }, body }: Call<'updateCitizen'>) {
    return refusedInSteps(async () => {
      await context.write((tx, who) => renamePerson(tx, who, { id, name: body.name }));
      return citizenIn(context, id);
    });
  }

  @Endpoint('mergeCitizen')
  merge({ context, params: { id }, body }: Call<'mergeCitizen'>) {
    return refusedInSteps(async () => {
      await context.write((tx, who) => mergePeople(tx, who, { ...body, citizenId: id }));
      return citizenIn(context, id);
    });
  }

  @Endpoint('unmergeCitizen')
  unmerge({ context, params: { id }, body }: Call<'unmergeCitizen'>) {
    return refusedInSteps(async () => {
      await context.write((tx, who) => unmergePeople(tx, who, { citizenId: id, mergeId: body.mergeId }));
      return citizenIn(context, id);
    });
  }

  @Endpoint('markDistinct')
  markDistinct({ context, params, body }: Call<'markDistinct'>) {
    return refusedInSteps(() =>
      context.write((tx, who) => markDistinct(tx, who, { id: params.id, otherId: body.otherId })),
    );
  }

  @Endpoint('unmarkDistinct')
  unmarkDistinct({ context, params }: Call<'unmarkDistinct'>) {
    return refusedInSteps(() =>
      context.write((tx, who) => unmarkDistinct(tx, who, { id: params.id, otherId: params.otherId })),
    );
  }

  @Endpoint('allowSurveys')
  allowSurveys({ context, params: { id } }: Call<'allowSurveys'>) {
    return refusedInSteps(() => context.write((tx, who) => allowSurveys(tx, who, id)));
  }

  @Endpoint('addHandle')
  addHandle({ context, params: { id }, body }: Call<'addHandle'>) {
    return refusedInSteps(async () => {
      await context.write((tx, who) => addHandle(tx, who, { id, wanted: body }));
      return citizenIn(context, id);
    });
  }

  @Endpoint('detachHandle')
  detachHandle({ context, params: { id, handleId }, body }: Call<'detachHandle'>) {
    return refusedInSteps(async () => {
      await context.write((tx, who) => detachHandle(tx, who, { id, handleId, wanted: body }));
      return citizenIn(context, id);
    });
  }
}

/** What is refused of a person who is hidden takes as long as where there is none. */
const refusedInSteps = <Answer>(work: () => Promise<Answer>): Promise<Answer> => maskResponseTime(work, () => false);

const citizenIn = (context: RequestContext, id: string) =>
  context.read({ citizen: id }, (reader, who) => citizenById(reader, who, id));
