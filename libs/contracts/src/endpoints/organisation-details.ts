import { defineEndpoints } from '../define-endpoints.js';
import { Organisation } from '../organisation.js';

/** Who answers: name, address and hours of the organisation. */
export const organisationEndpoints = defineEndpoints({
  getOrganisation: {
    ...{
      method: 'GET',
      path: '/organisation',
      tag: 'administration',
      summary: 'Name, address and hours of the organisation',
    },
    ...{ response: Organisation, status: 200, scope: 'signed-in', errors: [] },
  },
  saveOrganisation: {
    ...{
      method: 'PUT',
      path: '/organisation',
      tag: 'administration',
      summary: 'Replace what is known of the organisation',
    },
    ...{ body: Organisation, response: Organisation, status: 200, scope: 'organisation.manage', stepUp: true },
    errors: [],
  },
});
