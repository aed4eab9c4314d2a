import { hasRecentProof, type Principal } from '@guichet/access';
import { reasonWords, type EndpointDefinition } from '@guichet/contracts';
import { Failure } from '@guichet/platform';

type Asked = Pick<EndpointDefinition, 'scope' | 'stepUp' | 'isForEnrolment'>;

const lacksSecondFactor = ({ session }: Principal, { scope, isForEnrolment }: Asked): boolean =>
  scope !== 'public' && session?.secondFactor === 'missing' && !isForEnrolment;

const lacksProof = (who: Principal, { stepUp }: Asked): boolean => stepUp === true && !hasRecentProof(who);

/** Whether `assertAuthenticationStrength` would refuse it. */
export const isRefused = (who: Principal, endpoint: Asked): boolean =>
  lacksSecondFactor(who, endpoint) || lacksProof(who, endpoint);

/**
 * Refuses nearly everything to an agent who must have a second factor and has none, and sensitive acts to a session that has
 * not proved recently who uses it.
 *
 * @throws Failure `not-permitted`, `step-up-required`.
 */
export function assertAuthenticationStrength(who: Principal, endpoint: Asked): void {
  if (lacksSecondFactor(who, endpoint))
    throw new Failure('not-permitted', {
      detail: reasonWords('second-factor-missing'),
      reason: 'second-factor-missing',
    });
  if (lacksProof(who, endpoint)) throw new Failure('step-up-required');
}
