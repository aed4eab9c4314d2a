import type { CaseFieldOfCase, CaseStep } from '@guichet/contracts';
import { missingFields, missingSteps } from './missing-fields-and-steps.js';

const field = (key: string, { required = true, value = null as string | null, standing = 'asked' } = {}) =>
  ({ field: { key, required }, value, standing }) as CaseFieldOfCase;

it('a case lacks what its type requires and it does not have, in the order of its fields', () => {
  const fields = [
    field('school'),
    field('remark', { required: false }),
    field('year', { value: '2026' }),
    field('street', { standing: 'former' }),
    field('class'),
  ];

  expect(missingFields({ fields }).map((one) => one.field.key)).toEqual(['school', 'class']);
});

it('a case lacks the required steps that are not done, in their order', () => {
  const step = (id: string, required: boolean, done: object | null = null) => ({ id, required, done }) as CaseStep;
  const steps = [step('check', true, {}), step('call', false), step('answer', true), step('file', true)];

  expect(missingSteps({ steps }).map(({ id }) => id)).toEqual(['answer', 'file']);
});
