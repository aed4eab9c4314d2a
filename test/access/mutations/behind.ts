/** Checks that change nothing as long as another one stands before them: those, by their ids. */
export const behind: Readonly<Record<string, readonly string[]>> = {};
