import { accessEndpoints } from './endpoints/access.js';
import { caseEndpoints } from './endpoints/cases.js';
import { channelEndpoints } from './endpoints/channels.js';
import { citizenEndpoints } from './endpoints/citizens.js';
import { messageEndpoints } from './endpoints/messages.js';
import { metricEndpoints } from './endpoints/metrics.js';
import { routingEndpoints } from './endpoints/routing.js';
import { templateEndpoints } from './endpoints/templates.js';

/** Every route of the HTTP API by the name of its operation: what controllers implement and clients call. */
export const endpoints = {
  ...accessEndpoints,
  ...caseEndpoints,
  ...messageEndpoints,
  ...citizenEndpoints,
  ...templateEndpoints,
  ...routingEndpoints,
  ...channelEndpoints,
  ...metricEndpoints,
};

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
