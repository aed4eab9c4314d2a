import { reasonWords } from '@guichet/contracts';
import { Failure } from '@guichet/platform';

export const refuseTooManyRequests = (seconds: number) => {
  const data = { minutes: Math.ceil(seconds / 60), retryAfterSeconds: Math.ceil(seconds) };
  throw new Failure('too-many-requests', {
    detail: reasonWords('try-again-later', data),
    reason: 'try-again-later',
    retryAfter: seconds,
    data,
  });
};
