import { z } from 'zod';
import { ActivityEntry } from './activities.js';
import { CaseFieldOfCase } from './case-fields.js';
import { Priority } from './case-status-and-priority.js';
import { Tag } from './cases.js';
import { ChannelKind } from './channels.js';
import { type macroActKinds, macroLimits, macroSnoozeUnits, macroStatuses } from './macro-kinds-and-limits.js';
import { Id, Line, Named } from './primitives.js';
import { Problem } from './problems.js';
import { checkMessage } from './refusal-reasons.js';
import { SavedViewScope } from './saved-views.js';

/** One thing that a macro does to a case. Each is done as by the agent's own hand, with their rights. */
export const MacroAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), to: z.enum(macroStatuses) }),
  /** Until so many hours from now, or until the morning of the day so many days or weeks from now. */
  z.strictObject({
    kind: z.literal('snooze'),
    amount: z.number().int().min(1).max(macroLimits.snooze),
    unit: z.enum(macroSnoozeUnits),
  }),
  /** To whoever applies the macro, to nobody, or to a named agent. */
  z.strictObject({ kind: z.literal('assign'), to: z.union([z.enum(['me', 'nobody']), Id]) }),
  /** `reason`: why, which is needed where the case leaves its sector. */
  z.strictObject({ kind: z.literal('team'), teamId: Id, reason: Line(500).optional() }),
  z.strictObject({ kind: z.literal('priority'), to: Priority }),
  /** The other tags of the case stay. */
  z.strictObject({
    kind: z.literal('tags'),
    add: z.array(Tag).max(30).default([]),
    remove: z.array(Tag).max(30).default([]),
  }),
  z.strictObject({ kind: z.literal('case-type'), caseTypeId: Id.nullable() }),
  /** A field of the type that the case has by then; null empties it. */
  z.strictObject({ kind: z.literal('field'), fieldId: Id, value: CaseFieldOfCase.shape.value }),
  z.strictObject({ kind: z.literal('note'), text: z.string().trim().min(1).max(macroLimits.note) }),
  /** The agent gets it as a reply to send; nothing is sent by the macro. */
  z.strictObject({ kind: z.literal('reply'), templateId: Id }),
  z.strictObject({ kind: z.literal('follow') }),
]);
export type MacroAct = z.infer<typeof MacroAct>;
export type MacroActKind = (typeof macroActKinds)[number];

/** What an act decides about the case: a macro decides each thing once. */
const subjectOf = (act: MacroAct): string =>
  act.kind === 'field' ? act.fieldId : act.kind === 'snooze' ? 'status' : act.kind;

const Acts = z
  .array(MacroAct)
  .min(1)
  .max(macroLimits.acts)
  .refine((acts) => new Set(acts.map(subjectOf)).size === acts.length, checkMessage('macro-act-twice'))
  .refine((acts) => JSON.stringify(acts).length <= macroLimits.text, checkMessage('macro-too-long'));

/** What an act of a macro names, in the words of today; `gone`: it is not in use any more, so that the act would be refused. */
const MacroTarget = z.object({ name: z.object({ en: z.string(), fr: z.string() }).nullable(), gone: z.boolean() });
export type MacroTarget = z.infer<typeof MacroTarget>;

/** Several acts under one name, which agents apply to a case or to many. */
export const Macro = z.object({
  id: Id,
  /** Another one after each change. */
  version: z.number().int(),
  name: z.string(),
  acts: z.array(MacroAct),
  /** Of each act, in the same order. */
  targets: z.array(MacroTarget),
  /** The cases that it is for: those with one of these channels, and of one of these types; empty: all. */
  channels: z.array(ChannelKind),
  caseTypeIds: z.array(Id),
  scope: SavedViewScope,
  /** Null: it is no team's. */
  team: Named.nullable(),
  owner: Named,
  mayChange: z.boolean(),
});
export type Macro = z.infer<typeof Macro>;

/** `teamId`: of which team, where `scope` is `team`; else it is ignored. */
export const SaveMacro = z
  .strictObject({
    name: Line(macroLimits.name),
    acts: Acts,
    channels: z.array(ChannelKind).max(20).default([]),
    caseTypeIds: z.array(Id).max(100).default([]),
    scope: SavedViewScope.default('mine'),
    teamId: Id.nullable().default(null),
  })
  .meta({
    examples: [
      {
        name: 'Canteen: wait for the form',
        acts: [
          { kind: 'tags', add: ['canteen'] },
          { kind: 'status', to: 'waiting' },
        ],
      },
    ],
  });
export type SaveMacro = z.infer<typeof SaveMacro>;

/** `version`: the one that was shown. */
export const ReplaceMacro = z.strictObject({ ...SaveMacro.shape, version: z.number().int() });
export type ReplaceMacro = z.infer<typeof ReplaceMacro>;

/**
 * What an act does to a case, or would do. `same`: the case is so already · `refused`: it cannot be done, so that the macro does nothing ·
 * `activities`: what the timeline tells of it, with what follows from it by itself.
 */
export const MacroStep = z.object({
  state: z.enum(['changes', 'same', 'refused']),
  activities: z.array(ActivityEntry.shape.activity),
  refusal: Problem.pick({ code: true, reason: true, errors: true, data: true }).nullable(),
});
export type MacroStep = z.infer<typeof MacroStep>;

/** `POST /cases/:id/macro-preview`: what each act of the macro would do now, in the order of the macro. Nothing is changed. */
export const MacroPreview = z.object({
  /** Why the macro is not for this case at all, or the case takes no acts; null: it is for it. */
  refusal: MacroStep.shape.refusal,
  steps: z.array(MacroStep),
  /** The macro that was tried, to apply this version of it. */
  macro: Macro,
  /** The version of the case that would be changed. */
  version: z.number().int(),
});
export type MacroPreview = z.infer<typeof MacroPreview>;

/** `POST /cases/:id/macro-runs`: what was done. */
export const MacroRun = z.object({
  /** By which it can be undone; null: nothing was changed. */
  id: Id.nullable(),
  steps: z.array(MacroStep),
  /** The template that the agent is to get as a reply. */
  templateId: Id.nullable(),
});
export type MacroRun = z.infer<typeof MacroRun>;

export const PreviewMacro = z.strictObject({ macroId: Id });
/** `macroVersion`: the one that was shown; another one is not applied. */
export const ApplyMacro = PreviewMacro.extend({ macroVersion: z.number().int() });
export const UndoMacroRun = z.strictObject({ runId: Id });
