import type { CaseDetail, CaseSummary } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Endpoint, type Call } from './endpoint-decorator.js';

/**
 * What must not compile. Each line below stands under `@ts-expect-error`: were it to compile one day, the type check of the
 * repository would fail.
 */
type Renamed = Omit<CaseDetail, 'reference'> & { caseReference: string };
const missing = () => Promise.reject(new Error('This is never called.'));

export class WrongController {
  @Endpoint('getCase')
  right(_: Call<'getCase'>): Promise<CaseDetail> {
    return missing();
  }

  // @ts-expect-error A response field has another name than in the contract.
  @Endpoint('getCase')
  renamed(_: Call<'getCase'>): Promise<Renamed> {
    return missing();
  }

  // @ts-expect-error A list without its cursor is no page.
  @Endpoint('listCases')
  withoutCursor(_: Call<'listCases'>): Promise<{ items: CaseSummary[] }> {
    return missing();
  }

  // @ts-expect-error The handler of another endpoint takes other parameters.
  @Endpoint('getCase')
  ofAnother(_: Call<'cancelMessage'>): Promise<CaseDetail> {
    return missing();
  }
}

export function withoutAudience(tx: Tx): void {
  // @ts-expect-error Every event says who may know of it.
  tx.publish('team.changed', { teamId: 'a' });
  // @ts-expect-error Nothing is for everybody without a reason.
  tx.publish('team.changed', { teamId: 'a' }, {});
  // @ts-expect-error The data are those of the type.
  tx.publish('team.changed', { agentId: 'a' }, { everybody: 'It is a test.' });
}

export async function wrongJob(tx: Tx): Promise<void> {
  // @ts-expect-error A job has the payload of its name.
  await tx.job('wake-case', { caseId: 'a' });
  // @ts-expect-error There is no such job.
  await tx.job('no-such-job', {});
}

describe('an endpoint', () => {
  it('is implemented by a handler of its own types', () => {
    expect(new WrongController()).toBeDefined();
  });
});
