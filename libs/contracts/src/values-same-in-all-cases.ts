/**
 * Variables that a case says of the agent who replies, and not of itself: what is filled in for them may stand in replies to many cases.
 * They stand apart from the schemas, so that a screen can name them without loading any.
 */
export const valuesSameInAllCases: readonly string[] = ['agent_role'];
