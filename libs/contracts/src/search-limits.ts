/** How many cases a search shows, and how many the file of one has at most. These stand apart from the schemas, so that a screen loads none. */
export const searchLimits = { shown: 30, exported: 2000 } as const;
