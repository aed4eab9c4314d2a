import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant, Language, Named, PageQuery } from './primitives.js';

/** "De façon générale, comment ça s'est passé ?" 1 badly · 2 so-so · 3 well. */
export const SurveyScore = z.number().int().min(1).max(3);
export type SurveyScore = z.infer<typeof SurveyScore>;

/** How many days a survey is open: its link is valid, and a response to it may be given and changed. */
export const SURVEY_OPEN_DAYS = 30;

/** The most characters that a comment may have. */
export const SURVEY_COMMENT = 2000;

/** `GET/PUT /surveys/settings`: which citizens get a survey, and when. */
export const SurveySettings = z.strictObject({
  active: z.boolean().default(false),
  /** The delay after a case was closed. No survey is sent for a case that has been reopened by then. */
  delayHours: z.number().int().min(0).max(720).default(24),
  /** The channels by which surveys are sent; empty: every channel that can send one. */
  channels: z.array(ChannelKind).max(20).default([]),
  /** The case types without surveys. Cases of confidential teams get one only with `confidential`. */
  exceptCaseTypes: z.array(Id).max(100).default([]),
  confidential: z.boolean().default(false),
  /** The number of days within which nobody gets a second survey, whatever the case. */
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
    .max(SURVEY_COMMENT)
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
  team: Named,
  caseType: Named.nullable(),
  language: Language,
});
export type SurveyResponse = z.infer<typeof SurveyResponse>;
export const SurveyResponseQuery = PageQuery.extend({
  team: Id.optional(),
  score: z.coerce.number().int().min(1).max(3).optional(),
  /** Lists only responses with a comment. */
  withText: z.literal('true').optional(),
});
export type SurveyResponseQuery = z.infer<typeof SurveyResponseQuery>;
