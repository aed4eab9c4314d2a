import type { Language, Organisation } from '@guichet/contracts';
import type { DrawnPart } from '../rendering/runs-to-text-and-html.js';

/** The content of a letter, with its sender and its recipient. */
export interface Letter {
  language: Language;
  organisation: Organisation;
  /** The department that replies, and the person who signs for it; empty where no person signs. */
  service: string;
  agentName: string;
  /** Whether the text bears its signature, so that none is added. */
  isSigned?: boolean;
  /** `address`: the lines below the name. */
  recipient: { name: string; address?: string[] };
  reference: string;
  /** An ISO date such as `2026-12-31`. */
  date: string;
  subject: string;
  parts: DrawnPart[];
  /** The names of the files that are in the envelope with it. */
  enclosures?: string[];
}
