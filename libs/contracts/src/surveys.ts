import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant, Language, PageQuery } from './primitives.js';

/** "De façon générale, comment ça s'est passé ?" 1 badly · 2 so-so · 3 well. */
export const SurveyScore = z.number().int().min(1).max(3);
export type SurveyScore = z.infer<typeof SurveyScore>;

/** `GET/PUT /surveys/settings`: who is asked, and when. */
export const SurveySettings = z.strictObject({
  active: z.boolean().default(false),
  /** After the case was closed; a case that is open again by then is not asked about. */
  delayHours: z.number().int().min(0).max(720).default(24),
  /** By these channels; empty: by every one that can carry it. */
  channels: z.array(ChannelKind).max(20).default([]),
  /** Not about these kinds of case, and never about those of confidential teams unless `confidential`. */
  exceptCaseTypes: z.array(Id).max(100).default([]),
  confidential: z.boolean().default(false),
  /** Nobody is asked again within so many days, whatever the case. */
  pauseDays: z.number().int().min(0).max(365).default(30),
});
export type SurveySettings = z.infer<typeof SurveySettings>;

/** `POST /portal/surveys/:token`: what a citizen responds, step by step; each step is saved and can be changed for a month. */
export const SubmitSurveyResponse = z.strictObject({
  score: SurveyScore.optional(),
  /** "Qu'avez-vous pensé des informations et des instructions fournies ?" 1 not clear at all … 5 very clear. */
  clarity: z.number().int().min(1).max(5).optional(),
  /** A form sends a line break as two characters, while its limit counts one. */
  text: z
    .string()
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .trim()
    .max(2000)
    .optional(),
});
export type SubmitSurveyResponse = z.infer<typeof SubmitSurveyResponse>;

/** `GET /surveys/responses`: what citizens responded, newest first. Anonymous: nothing leads to a person or a case. */
export const SurveyResponse = z.object({
  id: Id,
  /** Midnight UTC of the day in the time zone of the team: a response has no time of day. */
  at: Instant,
  score: SurveyScore,
  clarity: z.number().int().nullable(),
  text: z.string(),
  channel: ChannelKind,
  team: z.object({ id: Id, name: z.string() }),
  caseType: z.object({ id: Id, name: z.string() }).nullable(),
  language: Language,
});
export type SurveyResponse = z.infer<typeof SurveyResponse>;
export const SurveyResponseQuery = PageQuery.extend({
  team: Id.optional(),
  score: z.coerce.number().int().min(1).max(3).optional(),
  /** Only responses with a comment. */
  withText: z.literal('true').optional(),
});
export type SurveyResponseQuery = z.infer<typeof SurveyResponseQuery>;
