/** A wording that is a single line, as a subject: the ends of lines that are typed or pasted into it are spaces. Pure. */
export const inOneLine = (text: string) => text.replace(/\s*\n\s*/gu, ' ');
