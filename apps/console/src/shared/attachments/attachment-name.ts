const UNNAMED = /^attachment-(\d+)(\.\w+)$/;

/** A file that came without a name is called as the reader calls it. */
export const attachmentName = (name: string, unnamed: (number: string) => string): string =>
  name.replace(UNNAMED, (_, number: string, extension: string) => `${unnamed(number)}${extension}`);
