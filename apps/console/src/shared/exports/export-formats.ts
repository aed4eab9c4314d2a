import type { ExportFormat } from '@guichet/contracts';

/** The compiler asks for each format, and nothing of `zod` is loaded for it. */
const all: Record<ExportFormat, true> = { xlsx: true, csv: true };

/** The formats in which tables are exported. What most people open comes first. */
export const exportFormats = Object.keys(all) as readonly ExportFormat[];
