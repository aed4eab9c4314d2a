import { z } from 'zod';

const Id = z.coerce.string().regex(/^\d{1,20}$/);
const At = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullable()
  .catch(null);

/** A message that a citizen sent, as the API lists it. */
export const Incoming = z.looseObject({
  id: Id,
  sender: z.string().catch(''),
  message: z.string().catch(''),
  creationDatetime: At,
});

/** One of ours. `deliveryReceipt`: 1 delivered, 2 not delivered, 16 rejected; else not known yet. `ptt`: the network's code. */
export const Outgoing = z.looseObject({
  id: Id,
  receiver: z.string().catch(''),
  deliveryReceipt: z.coerce.number().catch(0),
  ptt: z.coerce.number().catch(0),
  creationDatetime: At,
});

/** What the poll yields, as the payload of a request. */
export const Polled = z.object({
  incoming: z.array(z.unknown()).optional(),
  outgoing: z.array(z.unknown()).optional(),
});

export const isFinal = (deliveryReceipt: number): boolean => [1, 2, 16].includes(deliveryReceipt);
