import { z } from 'zod';
import { emptyOf } from './empty-value-of-schema.js';
import { endpoints, type EndpointName } from './endpoints.js';
import type { EndpointDefinition } from './define-endpoints.js';

const read = (Object.keys(endpoints) as EndpointName[]).flatMap((name) => {
  const { method, response } = endpoints[name] as EndpointDefinition;
  return method === 'GET' && response instanceof z.ZodType ? [[name, response] as const] : [];
});

describe('a response without content', () => {
  it.each(read)('is one that %s may give', (_, schema) => {
    expect(schema.safeParse(emptyOf(schema)).error).toBeUndefined();
  });

  it('has no item, no text and no number of anything', () => {
    const shape = z.object({
      items: z.array(z.string()),
      next: z.string().nullable(),
      counts: z.record(z.string(), z.number()),
      about: z.discriminatedUnion('type', [
        z.object({ type: z.literal('a'), n: z.number() }),
        z.object({ type: z.literal('b') }),
      ]),
      name: z.string().transform((text) => text.trim()),
      more: z.string().optional(),
      timeZone: z.string(),
    });
    expect(emptyOf(shape)).toEqual({
      items: [],
      next: null,
      counts: {},
      about: { type: 'a', n: 0 },
      name: null,
      more: undefined,
      timeZone: 'UTC',
    });
  });
});
