/** This is apart from the schemas, so that a page can use it without loading zod. */
export const attachmentLimits = { maxBytes: 25 * 1024 * 1024, maxPerMessage: 20 } as const;
