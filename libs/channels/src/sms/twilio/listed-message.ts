import { z } from 'zod';

const Instant = z.union([z.iso.datetime().transform((text) => new Date(text)), z.null()]).catch(null);

/** A message as the list of messages tells it: what the poll keeps of it, in JSON, as the payload of a request. */
export const Listed = z.object({
  sid: z.string().min(1),
  direction: z.string(),
  from: z.string().catch(''),
  to: z.string().catch(''),
  body: z.string().catch(''),
  status: z.string(),
  errorCode: z.number().optional().catch(undefined),
  dateSent: Instant,
  dateUpdated: Instant,
  media: z.array(z.object({ source: z.string(), type: z.string() })).catch([]),
});
