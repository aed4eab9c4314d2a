import { CaseDetail } from '../cases.js';
import { OpenByContact, PostContact } from '../recorded-contacts.js';
import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Entry } from '../entries.js';

const wrongContactErrors = [
  'not-found',
  'nothing-written-down',
  'still-to-come',
  'no-address',
  'address-of-somebody-else',
  'address-without-name',
] as const;

/** Calls, visits and letters that agents record. */
export const recordedContactEndpoints = defineEndpoints({
  recordContact: {
    ...{
      method: 'POST',
      path: '/cases/:id/contacts',
      tag: 'contacts',
      summary: 'Write down a call, a visit or a letter',
    },
    ...{ params: byId, body: PostContact, response: Entry, status: 201, scope: 'case.note' },
    errors: [...wrongContactErrors, ...mergedCaseErrors],
  },
  openCaseByContact: {
    ...{
      method: 'POST',
      path: '/contacts',
      tag: 'contacts',
      summary: 'Write down a call, a visit or a letter in a new case',
    },
    ...{ body: OpenByContact, response: CaseDetail, status: 201, scope: 'case.create' },
    errors: [...wrongContactErrors, 'no-own-team', 'no-such-team', 'no-such-citizen', 'agent-not-in-team'],
  },
});
