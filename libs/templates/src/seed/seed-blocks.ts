import { TemplateContent, type BlockKind, type TemplateBlock } from '@guichet/contracts';
import type { z } from 'zod';
import type { VariableName } from '../variables/template-variables.js';

/** A template that a new installation begins with. French decides; English is a courtesy translation. */
export interface SeedTemplate {
  /** The permanent key of the template, which remains when its title is changed. */
  key: string;
  title: string;
  intention: string;
  /** Null: for all of them. */
  sectorId: string | null;
  tags: string[];
  fr: TemplateContent;
  en: TemplateContent;
}

type Block = z.input<typeof TemplateBlock>;

export const content = (input: z.input<typeof TemplateContent>): TemplateContent => TemplateContent.parse(input);

/**
 * `short` is what stands where there is little room: without it the full wording, '' for nothing. In French it keeps to
 * the letters of GSM-7 (no ç, ê, ô…), as each other letter halves what an SMS holds. A fact of one stands in the other.
 */
const block =
  (kind: BlockKind, mandatory = false) =>
  (full: string, short?: string): Block => ({ kind, full, short: short ?? null, mandatory });

export const greeting = block('greeting');
export const decision = block('decision', true);
export const facts = block('facts');
export const legal = block('legal', true);
export const next = block('next');
export const appeal = block('appeal', true);
const signature = block('signature');

/** Makes a block optional: a short rendering may leave it out. */
export const courtesy = (one: Block): Block => ({ ...one, mandatory: false });

/** The short wording of a block need not say these variables. */
export const leavingOut = (names: VariableName[], one: Block): Block => ({ ...one, mayLeaveOut: names });

/** An answer must not leave without it. */
export const mandatory = (one: Block): Block => ({ ...one, mandatory: true });

export const bonjour = greeting('Bonjour{% if citizen_name %} {{ citizen_name }}{% endif %},', '');
export const hello = greeting('Hello{% if citizen_name %} {{ citizen_name }}{% endif %},', '');

/** The recipient has a right to know who writes to them (CRPA L111-2). */
export const signed = signature('{{ agent_name }}\n{{ service }}\n{{ organisation }}', '{{ organisation }}');

/**
 * A decision bears the name, the role and the department of its author, with little room too (CRPA L212-1); by a secure
 * page, it then needs no signature (L212-2).
 */
export const decided = mandatory(
  signature(
    '{{ agent_name }}, {{ agent_role }}\n{{ service }}\n{{ organisation }}',
    '{{ agent_name }}, {{ agent_role }}, {{ service }}, {{ organisation }}',
  ),
);
