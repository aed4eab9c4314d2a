import type { TemplateField } from '@guichet/contracts';

/** A year that is being typed is one of these until its last figure: 0202 for 2026. */
const TYPED = '1000';

/** Whether a field of a template is a deadline that had passed before today, both as `2026-12-31`. */
export const isPassedDeadline = (
  { isDeadline }: Pick<TemplateField, 'isDeadline'>,
  day: string,
  today: string,
): boolean => isDeadline === true && /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= TYPED && day < today;
