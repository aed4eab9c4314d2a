import { endpoints, type EndpointDefinition, type EndpointName } from '@guichet/contracts';

/** What is needed to call an endpoint. */
export type EndpointAddress = Pick<EndpointDefinition, 'method' | 'path'>;

/**
 * The method and path of each endpoint. The build (`vite.config.ts`) writes them out as they are, since the first screen would
 * wait for the shapes of all requests and responses otherwise, by which only the server checks them.
 */
export const addresses: Record<EndpointName, EndpointAddress> = endpoints;
