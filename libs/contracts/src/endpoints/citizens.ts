import {
  AddHandle,
  AddressOwner,
  AddressOwnerQuery,
  Citizen,
  CitizenFileQuery,
  CitizenQuery,
  DetachHandle,
  DistinctCitizen,
  FoundCitizen,
  MergeCitizen,
  UnmergeCitizen,
  UpdateCitizen,
} from '../citizens.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { Id, page } from '../primitives.js';

/** People and their handles. */
export const citizenEndpoints = defineEndpoints({
  listCitizens: {
    ...{
      method: 'GET',
      path: '/citizens',
      tag: 'citizens',
      summary: 'People by the words of their name, or by how an address begins',
    },
    ...{ query: CitizenQuery, response: page(FoundCitizen), status: 200, scope: 'case.read', errors: [] },
  },
  getAddressOwner: {
    ...{ method: 'GET', path: '/address-owner', tag: 'citizens', summary: 'Whose an address is, beside a person' },
    ...{ query: AddressOwnerQuery, response: AddressOwner, status: 200, scope: 'case.read', errors: [] },
  },
  getCitizen: {
    ...{
      method: 'GET',
      path: '/citizens/:id',
      tag: 'citizens',
      summary: 'A person with handles, cases and possible duplicates',
    },
    ...{ params: byId, query: CitizenFileQuery, response: Citizen, status: 200 },
    ...{ scope: 'case.read', errors: ['not-found'] },
  },
  updateCitizen: {
    ...{ method: 'PATCH', path: '/citizens/:id', tag: 'citizens', summary: 'Rename a person' },
    ...{
      params: byId,
      body: UpdateCitizen,
      response: Citizen,
      status: 200,
      scope: 'citizen.update',
      errors: ['not-found'],
    },
  },
  mergeCitizen: {
    ...{ method: 'POST', path: '/citizens/:id/merge', tag: 'citizens', summary: 'Make a person part of another one' },
    ...{ params: byId, body: MergeCitizen, response: Citizen, status: 200, scope: 'citizen.update' },
    errors: ['not-found', 'one-person', 'into-unproved-person'],
  },
  unmergeCitizen: {
    ...{ method: 'POST', path: '/citizens/:id/unmerge', tag: 'citizens', summary: 'Undo a merge of two people' },
    ...{ params: byId, body: UnmergeCitizen, response: Citizen, status: 200, scope: 'citizen.update' },
    errors: ['not-found', 'undone-already'],
  },
  markDistinct: {
    ...{ method: 'POST', path: '/citizens/:id/distinct', tag: 'citizens', summary: 'Say that two people are not one' },
    ...{ params: byId, body: DistinctCitizen, response: null, status: 204, scope: 'citizen.update' },
    errors: ['not-found', 'one-person-by-merge'],
  },
  unmarkDistinct: {
    ...{ method: 'DELETE', path: '/citizens/:id/distinct/:otherId', tag: 'citizens', summary: 'Take that back' },
    ...{ params: byId.extend({ otherId: Id }), response: null, status: 204, scope: 'citizen.update' },
    errors: ['not-found', 'not-kept-apart'],
  },
  allowSurveys: {
    ...{ method: 'DELETE', path: '/citizens/:id/survey-refusal', tag: 'citizens' },
    summary: 'Say that a person who wanted no surveys may be asked again',
    ...{ params: byId, response: null, status: 204, scope: 'citizen.update', errors: ['not-found'] },
  },
  addHandle: {
    ...{
      method: 'POST',
      path: '/citizens/:id/handles',
      tag: 'citizens',
      summary: 'Add an address of a person, or evidence for it',
    },
    ...{ params: byId, body: AddHandle, response: Citizen, status: 200, scope: 'citizen.update' },
    errors: ['not-found', 'no-address', 'address-of', 'address-taken', 'own-address', 'person-merged'],
  },
  detachHandle: {
    ...{ method: 'POST', path: '/citizens/:id/handles/:handleId/detach', tag: 'citizens' },
    ...{
      summary: 'Say that an address is not this person’s',
      params: byId.extend({ handleId: Id }),
      body: DetachHandle,
    },
    ...{ response: Citizen, status: 200, scope: 'citizen.update', errors: ['not-found', 'vouched-for'] },
  },
});
