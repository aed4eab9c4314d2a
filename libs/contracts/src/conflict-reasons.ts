import { problems, type ProblemCode } from './problems.js';
import type { Reason } from './refusal-reasons.js';

/** The reasons that stand against a request as a whole, with status 409. Every other reason is that of a wrong field, with status 400. */
export const conflictReasons = [
  ...([
    'address-by-directory',
    'address-in-use',
    'address-of',
    'address-taken',
    'not-restricted',
    'would-be-seen',
    'agent-address-taken',
    'case-type-name-taken',
    'case-field-key-taken',
    'case-field-kind-fixed',
    'case-field-in-use',
    'case-field-changed',
    'case-fields-required',
    'case-steps-required',
    'case-fields-and-steps-required',
    'too-many-steps',
    'too-many-case-fields',
    'consent-stale',
    'draft-changed',
    'draft-not-shared',
    'draft-of-colleague',
    'draft-of-several',
    'draft-saved-elsewhere',
    'draft-shared-already',
    'nothing-to-share',
    'envelope-decided',
    'file-locked',
    'file-not-scanned',
    'not-in-quarantine',
    'not-posted',
    'passkey-exists',
    'passkey-stale',
    'passkeys-unavailable',
    'second-factor-exists',
    'second-factor-not-begun',
    'too-many-passkeys',
    'too-many-views',
    'too-many-macros',
    'too-many-shared-macros',
    'macro-changed',
    'macro-not-for-case',
    'macro-target-gone',
  ] as const),
  ...([
    'draft-open',
    'last-administrator',
    'no-mail-account',
    'merged-away',
    'merged-into',
    'moved-on',
    'not-kept-apart',
  ] as const),
  ...([
    'meaning-unconfirmed',
    'into-unproved-person',
    'one-person',
    'one-person-by-merge',
    'own-submission',
    'person-merged',
    'reply-page-taken',
  ] as const),
  ...(['rules-changed', 'saved-meanwhile', 'taken-back', 'team-name-taken', 'template-not-approvable'] as const),
  ...(['transmission-under-way', 'absence-over', 'absence-begun', 'absence-withdrawn'] as const),
  ...(['not-to-give-back'] as const),
  ...([
    'template-not-usable',
    'template-replaced',
    'template-withdrawn',
    'undone-already',
    'block-unavailable',
    'block-in-use',
    'already-proposed',
    'block-in-use-elsewhere',
  ] as const),
  ...([
    'undo-late',
    'bulk-action-runs',
    'bulk-action-moved-on',
    'replies-wait-to-be-sent',
    'left-list',
    'colleague-has-it',
    'field-not-of-type',
    'step-not-of-type',
    'undo-of-colleague',
    'note-of-other',
    'note-of-handover',
  ] as const),
  ...(['version-not-open', 'vouched-for'] as const),
  ...([
    'sign-in-stale',
    'sign-in-canceled',
    'sign-in-unreachable',
    'sign-in-not-proved',
    'sign-in-no-account',
  ] as const),
  ...(['sign-in-deactivated', 'sign-in-waiting', 'sign-in-wrong-organisation'] as const),
  ...([
    'beyond-own-rights',
    'role-in-use',
    'role-name-taken',
    'role-shipped',
    'service-name-taken',
    'group-name-taken',
  ] as const),
  ...(['sector-in-use', 'sector-name-taken', 'undo-leaves-sector'] as const),
] as const satisfies readonly Reason[];
export type ConflictReason = (typeof conflictReasons)[number];
export type FieldReason = Exclude<Reason, ConflictReason>;

const ofTheirOwnCode: Partial<Record<Reason, ProblemCode>> = {
  'case-restricted': 'not-found',
  disclosure: 'disclosure-check',
  'file-too-large': 'too-large',
  'sign-in-by-provider': 'wrong-credentials',
  'passkey-refused': 'wrong-credentials',
  'second-factor-missing': 'not-permitted',
  'second-factor-proof-needed': 'step-up-required',
  'try-again-later': 'too-many-requests',
};

/** Returns the code of the problem with which a reason comes, or the code itself. */
export function problemCodeOf(error: ProblemCode | Reason): ProblemCode {
  if (error in problems) return error as ProblemCode;
  const reason = error as Reason;
  const isConflict = (conflictReasons as readonly Reason[]).includes(reason);
  return ofTheirOwnCode[reason] ?? (isConflict ? 'conflict' : 'invalid-request');
}
