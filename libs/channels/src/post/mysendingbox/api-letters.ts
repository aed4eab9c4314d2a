import { z } from 'zod';

const Id = z.coerce.string().regex(/^[\w-]{1,64}$/);
const At = z
  .string()
  .transform((text) => new Date(text))
  .refine((at) => !Number.isNaN(at.getTime()))
  .nullable()
  .catch(null);

/** Something that happened to a letter. Its kind is the `name`; the `type` in some of the provider's own examples. */
export const LetterEvent = z
  .looseObject({
    _id: z.coerce.string().catch(''),
    name: z.string().optional().catch(undefined),
    type: z.string().optional().catch(undefined),
    description: z.string().catch(''),
    created_at: At,
  })
  .transform(({ _id: id, name, type, description, created_at: at }) => ({
    id,
    name: name ?? type ?? '',
    description,
    at,
  }));
export type LetterEvent = z.infer<typeof LetterEvent>;

/** A letter, as far as it is read. It has no state of its own: what became of it is the sum of its events, in no order. */
export const ApiLetter = z.looseObject({
  _id: Id,
  metadata: z
    .looseObject({ guichet: z.string().max(100) })
    .optional()
    .catch(undefined),
  events: z.array(z.unknown()).catch([]),
  returnToSenderReason: z.string().nullish().catch(null),
  created_at: At,
});
export type ApiLetter = z.infer<typeof ApiLetter>;

/** The list is in `letters`; a page holds ten where nothing else is said. */
export const ApiLetters = z.looseObject({
  letters: z.array(z.unknown()).optional(),
  data: z.array(z.unknown()).optional(),
});

/** A call of the webhook, and what the poll found. */
export const Called = z.looseObject({ event: LetterEvent, letter: ApiLetter });
export const Polled = z.object({ letters: z.array(z.unknown()) });

/** After these nothing more happens to a letter. */
const FINAL: ReadonlySet<string> = new Set([
  'letter.distributed',
  'letter.delivery_proof',
  'letter.wrong_address',
  'letter.returned_to_sender',
  'letter.return_to_sender_proof',
  'letter.lost',
  'letter.error',
  'letter.canceled',
]);

export const isFinal = ({ name }: LetterEvent): boolean => FINAL.has(name);
