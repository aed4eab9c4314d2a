/** A text of the address; undefined where it is empty or missing. */
export const textParam = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Where in a timeline a case opens. */
export interface CaseSearch {
  at?: number;
  /** The file in whose text a search has found something. */
  file?: string;
}

/** Reads the position in the timeline, and the file there, from the address of a case. */
export const caseSearch = ({ at, file }: Record<string, unknown>): CaseSearch => ({
  at: Number(at) >= 1 ? Math.floor(Number(at)) : undefined,
  file: textParam(file),
});
