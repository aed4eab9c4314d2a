/** Apart from the schemas, so that a page can have it without them. */
export const attachmentLimits = { maxBytes: 25 * 1024 * 1024, maxPerMessage: 20 } as const;
