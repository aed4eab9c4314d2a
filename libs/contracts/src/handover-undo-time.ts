/** For how long a case can be taken back from the team to which it was given, by whoever gave it. */
export const UNDO_HANDOVER_SECONDS = 60;
