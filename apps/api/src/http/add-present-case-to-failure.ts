import { caseDetail } from '@guichet/cases';
import { CaseDetail } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import type { RequestContext } from './request-context.js';

/** Adds the present state of a case to the failure `case-changed`, so that a client can show what changed. */
export const withPresentCase =
  (context: RequestContext, id: string) =>
  async (error: unknown): Promise<never> => {
    if (!(error instanceof Failure) || error.code !== 'case-changed') throw error;
    const present = await context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
    throw new Failure('case-changed', { data: { case: CaseDetail.parse(present) } });
  };
