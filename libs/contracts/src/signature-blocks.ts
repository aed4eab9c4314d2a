import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant, Language, Line, Named } from './primitives.js';

/** What a signature block may say, as `{{name}}`. A line of which every name is empty is left out. */
export const SignatureVariable = z.enum([
  'agent',
  'quality',
  'service',
  'organisation',
  'address',
  'phone',
  'mail',
  'hours',
]);
export type SignatureVariable = z.infer<typeof SignatureVariable>;

/** How a reply is signed: by the whole block, by one line, or not at all. */
export const SignatureForm = z.enum(['full', 'short', 'none']);
export type SignatureForm = z.infer<typeof SignatureForm>;

/** The largest length of a block, of the lines below it, and of one line, in characters. */
export const signatureLimits = { full: 1000, below: 600, line: 200 } as const;

const text = (max: number) => z.string().trim().max(max);
const inBoth = (max: number) => z.strictObject({ fr: text(max), en: text(max) });
export type BothLanguages = z.infer<ReturnType<typeof inBoth>>;

const EMPTY: BothLanguages = { fr: '', en: '' };
const both = (words: string): BothLanguages => ({ fr: words, en: words });

/** The name of the agent, their function, the service and its address: what CRPA L111-2 wants said, in its order. */
const FULL = both(
  '{{agent}}\n{{quality}}\n{{service}}\n{{organisation}}\n{{address}}\n{{phone}} · {{mail}}\n{{hours}}',
);
const SHORT = both('{{agent}}, {{service}}, {{organisation}}');

/** The blocks of the organisation: their wordings, and what stands above and below a mail. */
export const SignatureSettings = z.strictObject({
  full: inBoth(signatureLimits.full).default(FULL),
  short: inBoth(signatureLimits.line).default(SHORT),
  /** The lines above a mail that is sent as HTML. */
  letterhead: inBoth(signatureLimits.below).default(EMPTY),
  legalNotice: inBoth(signatureLimits.below).default(EMPTY),
  accessibility: inBoth(signatureLimits.line).default(EMPTY),
  /** Where the statement of accessibility is published. */
  accessibilityUrl: text(500)
    .regex(/^(?:https?:\/\/\S+)?$/i, 'not an address of the Web')
    .meta({ examples: ['https://valbourg.example/accessibilite'] })
    .default(''),
  /** Accounts of messengers and chats that do otherwise than their channel. */
  accounts: z
    .array(z.strictObject({ channelAccountId: Id, form: SignatureForm.exclude(['full']) }))
    .max(500)
    .default([]),
});
export type SignatureSettings = z.infer<typeof SignatureSettings>;

/** What the block says of a team. What is empty is said of the organisation, and the service is then the name of the team. */
export const TeamSignature = z.strictObject({
  service: inBoth(120).default(EMPTY),
  address: text(400).default(''),
  phone: text(40).default(''),
  mail: text(254).default(''),
  hours: inBoth(160).default(EMPTY),
});
export type TeamSignature = z.infer<typeof TeamSignature>;

/**
 * Whoever is anonymous is named to no citizen (CRPA L111-2, second paragraph: for public or personal security), and why; null: they
 * are named.
 */
export const SetAnonymity = z.strictObject({ reason: Line(500).nullable() });
export type SetAnonymity = z.infer<typeof SetAnonymity>;

/** A time for which an agent, or whoever replies in the cases of a team, was named to no citizen; kept for good. */
export const Anonymity = z.object({
  id: Id,
  teamId: Id.nullable(),
  agentId: Id.nullable(),
  /** The team or the agent. */
  name: z.string(),
  reason: z.string(),
  setBy: z.string(),
  since: Instant,
  endedBy: z.string().nullable(),
  endedAt: Instant.nullable(),
});
export type Anonymity = z.infer<typeof Anonymity>;

/** `GET /signatures`: the blocks of the organisation, and those of the teams and agents whom the reader may change. */
export const Signatures = z.object({
  /** Null: replies are not signed. */
  settings: SignatureSettings.nullable(),
  teams: z.array(Named.extend({ signature: TeamSignature })),
  agents: z.array(Named.extend({ jobTitle: z.string(), number: z.number().int() })),
  /** The accounts of which the organisation chooses the form, with what their channel does. */
  accounts: z.array(Named.extend({ kind: ChannelKind, form: SignatureForm })),
  anonymities: z.array(Anonymity),
});
export type Signatures = z.infer<typeof Signatures>;

/** A signature as it is added to a reply. */
export const RenderedSignature = z.object({
  form: SignatureForm,
  language: Language,
  /** What is added to the text, with what divides the two; empty: nothing is. */
  text: z.string(),
  /** What is added to the HTML, where the channel takes it: above and below. */
  html: z.object({ above: z.string(), below: z.string() }).nullable(),
  /** The author is not named. */
  anonymous: z.boolean(),
});
export type RenderedSignature = z.infer<typeof RenderedSignature>;

/** `POST /signatures/preview`: how blocks look that are not saved yet, signed by whoever asks. */
export const PreviewSignature = z.strictObject({
  settings: SignatureSettings.optional(),
  teamId: Id.optional(),
  team: TeamSignature.optional(),
  anonymous: z.boolean().default(false),
  language: Language,
});
export type PreviewSignature = z.infer<typeof PreviewSignature>;

export const PreviewedSignatures = z.object({ full: RenderedSignature, short: RenderedSignature });
export type PreviewedSignatures = z.infer<typeof PreviewedSignatures>;

/** `GET /cases/:id/signature`: what is added to a reply of the reader; by default by the account of the case, and in the language of the citizen’s last message, as templates are. */
export const CaseSignatureQuery = z.object({ channelAccountId: Id.optional(), language: Language.optional() });
export type CaseSignatureQuery = z.infer<typeof CaseSignatureQuery>;
