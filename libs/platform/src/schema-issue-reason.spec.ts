import { checkMessage } from '@guichet/contracts';
import { z } from 'zod';
import { fieldErrors } from './request-validation.js';

const refused = (schema: z.ZodType, value: unknown) => fieldErrors(schema.safeParse(value).error!.issues)[0]!;

describe('the reason of a wrong field', () => {
  it.each<[string, z.ZodType, unknown, object]>([
    ['nothing', z.object({ a: z.string() }), {}, { path: 'a', reason: 'value-missing' }],
    ['an empty text', z.string().min(1), '', { reason: 'value-missing' }],
    ['a short text', z.string().min(12), 'a', { reason: 'text-too-short', data: { min: 12 } }],
    ['a long text', z.string().max(2), 'abc', { reason: 'text-too-long', data: { max: 2 } }],
    ['a low number', z.number().min(3), 1, { reason: 'number-too-low', data: { min: 3 } }],
    ['a high number', z.int().max(3), 4, { reason: 'number-too-high', data: { max: 3 } }],
    ['a broken number', z.int(), 1.5, { reason: 'whole-number-needed' }],
    ['no number', z.number(), 'a', { reason: 'number-needed' }],
    ['a short list', z.array(z.string()).min(2), [], { reason: 'list-too-short', data: { min: 2 } }],
    ['a long list', z.array(z.string()).max(1), ['a', 'b'], { reason: 'list-too-long', data: { max: 1 } }],
    ['another choice', z.enum(['a', 'b']), 'c', { reason: 'not-one-of', data: { values: 'a, b' } }],
    ['no address', z.email(), 'a', { reason: 'not-an-email-address' }],
    ['no URL', z.url(), 'a', { reason: 'not-a-web-address' }],
    ['no date', z.iso.date(), '2026-02-30', { reason: 'not-a-date' }],
    ['another field', z.strictObject({}), { a: 1 }, { reason: 'value-unknown', data: { names: 'a' } }],
    ['anything else', z.boolean(), 'a', { reason: 'value-not-valid' }],
  ])('is known for %s', (_, schema, value, error) => expect(refused(schema, value)).toMatchObject(error));

  it('is the one that the schema itself gives, and is said in English', () => {
    const schema = z.string().refine(() => false, checkMessage('wordings-too-long', { max: 9 }));
    expect(refused(schema, 'a')).toEqual({
      path: '',
      message: 'All wordings together can have 9 characters at most.',
      reason: 'wordings-too-long',
      data: { max: 9 },
    });
  });
});
