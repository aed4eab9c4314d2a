import type { Organisation, TemplateVariable } from '@guichet/contracts';

/** The values that a case provides to a reply. Dates are days in the time zone of the organisation. */
export interface CaseContext {
  reference: string;
  subject: string;
  citizenName: string;
  team: string;
  agentName: string;
  /** The function of the agent; undefined where it is not known. */
  agentRole?: string | undefined;
  /** The time of the citizen's first message; null when there is none. */
  received: { on: string; at: string } | null;
  today: string;
  organisation: Organisation;
  /** The secure page of the answer that is being written. */
  replyLink: string;
  /** What the case has in the fields of its type, by the names of their variables, in the language of the reply; undefined: nothing. */
  fields?: Readonly<Record<string, string>> | undefined;
  /** The names of those fields of which the case says something, if only that they are empty; undefined: none. */
  decidedFields?: ReadonlySet<string> | undefined;
}

/** A name that a template may say. */
export interface Variable extends Omit<TemplateVariable, 'name'> {
  /** A day until which the citizen has to do something: nobody can by a day that has passed. */
  isDeadline?: true;
  /** Its value for this case, spelled as `example` is; undefined: unknown, so that the agent is asked. */
  resolve?: (context: CaseContext) => string | null | undefined;
}

/** The French and the English text; one alone is both. */
export const both = (fr: string, en = fr) => ({ fr, en });
/** A value that the agent gives. */
export const agent = (
  type: TemplateVariable['type'],
  label: ReturnType<typeof both>,
  example: ReturnType<typeof both>,
): Variable => ({
  type,
  label,
  example,
  source: 'agent',
});
/** A value that is a setting of the organisation. */
export const organisation = (
  type: TemplateVariable['type'],
  {
    label,
    example,
    of,
  }: {
    label: ReturnType<typeof both>;
    example: ReturnType<typeof both>;
    of: (organisation: Organisation) => string | number | null;
  },
): Variable => ({
  type,
  label,
  example,
  source: 'organisation',
  resolve: ({ organisation: own }) => of(own)?.toString(),
});
