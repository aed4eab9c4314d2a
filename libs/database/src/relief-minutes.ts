/** For so long nothing is assigned automatically to an agent whom a colleague has relieved of a case: they would have it full again at once. */
export const RELIEF_MINUTES = 30;
