/** Words between two stars, which stand beside no letter and enclose no space at their ends, as WhatsApp reads them. */
const starred = /(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu;

/** A text as pieces, every second of which stood between stars, and is bold where messages are written so. */
export const splitAtBold = (text: string): string[] => text.split(starred);
