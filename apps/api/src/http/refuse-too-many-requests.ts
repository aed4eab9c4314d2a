import { Failure } from '@guichet/platform';

export const refuseTooManyRequests = (seconds: number) => {
  throw new Failure('too-many-requests', {
    detail: `Too many attempts. Try again in ${Math.ceil(seconds / 60)} min.`,
    retryAfter: seconds,
    data: { retryAfterSeconds: Math.ceil(seconds) },
  });
};
