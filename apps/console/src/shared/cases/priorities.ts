import { Priority } from '@guichet/contracts';

/** All priorities, from low to urgent. */
export const priorities = Priority.options;
