import type { Priority } from '@guichet/contracts';

/** All priorities, from low to urgent. */
export const priorities: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];
