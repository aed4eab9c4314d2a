import { Acknowledgement, AutomaticTemplate, SaveAcknowledgement } from '../acknowledgements.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { Language, page, WholeListQuery } from '../primitives.js';

/** What acknowledges messages by itself. */
export const acknowledgementEndpoints = defineEndpoints({
  listAcknowledgements: {
    ...{
      method: 'GET',
      path: '/acknowledgements',
      tag: 'channels',
      summary: 'What acknowledges the messages to each channel account',
    },
    ...{
      query: WholeListQuery.extend({ language: Language.default('en') }),
      response: page(Acknowledgement),
      status: 200,
      scope: 'channel.manage',
      errors: [],
    },
  },
  listAutomaticTemplates: {
    ...{
      method: 'GET',
      path: '/acknowledgements/templates',
      tag: 'channels',
      summary: 'Templates in use, and what keeps each from being sent without an agent',
    },
    ...{
      query: WholeListQuery.extend({ language: Language.default('en') }),
      response: page(AutomaticTemplate),
      status: 200,
      scope: 'channel.manage',
      errors: [],
    },
  },
  saveAcknowledgement: {
    ...{
      method: 'PUT',
      path: '/channels/:id/acknowledgement',
      tag: 'channels',
      summary: 'Replace what acknowledges the messages to a channel account',
    },
    ...{
      params: byId,
      body: SaveAcknowledgement,
      response: Acknowledgement,
      status: 200,
      scope: 'channel.manage',
      errors: ['not-found', 'nothing-sent', 'template-not-in-use', 'template-not-automatic', 'no-such-case-type'],
    },
  },
});
