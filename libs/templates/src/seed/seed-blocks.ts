import { TemplateContent, type BlockKind, type LegalAct, type TemplateBlock } from '@guichet/contracts';
import type { z } from 'zod';
import type { VariableName } from '../variables/template-variables.js';

/**
 * What a template says that a new installation begins with. French decides; English is a courtesy translation. By what it is chosen is in
 * `shippedTemplateNames`.
 */
export interface SeedText {
  /** The permanent key of the template, which remains when its title is changed. */
  key: string;
  /** Null: for all of them. */
  sectorId: string | null;
  /** What it is in law, which decides what it must mention. */
  act: LegalAct;
  /** The articles that ask for what it says. Nobody who may has confirmed them yet. */
  source: string;
  fr: TemplateContent;
  en: TemplateContent;
}

/** The same, with title, purpose and tags as they are stored. */
export interface SeedTemplate extends SeedText {
  title: string;
  intention: string;
  tags: string[];
}

export type Block = z.input<typeof TemplateBlock>;

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

const ROLE = {
  fr: '{% if agent_role %}{{ agent_role | in_sentence }}{% else %}agent du service{% endif %}',
  en: '{% if agent_role %}{{ agent_role | in_sentence }}{% else %}member of the department{% endif %}',
};
const HOUSE =
  '{{ service }}\n{{ organisation }}\n{% if service_address %}{{ service_address }}{% else %}{{ service_mail }}{% endif %}';

/** Whoever answers a short message is answered there: its signature has no address. */
const withoutAddress = (one: Block): Block => leavingOut(['service_address', 'service_mail'], one);

const signs = (role: string) =>
  withoutAddress(signature(`{{ agent_name }}, ${role}\n${HOUSE}`, `{{ agent_name }}, ${role}, {{ organisation }}`));

/**
 * The recipient has a right to know who writes to them: first name, name, function and address (CRPA L111-2). Whoever has no function of
 * their own is an agent of the department.
 */
export const signed = { fr: signs(ROLE.fr), en: signs(ROLE.en) };

/** In public there is neither an address that nobody asked for nor the function of whoever stands for the house. */
export const signedInPublic = signature('{{ agent_name }}\n{{ service }}\n{{ organisation }}', '{{ organisation }}');

const ROLE_OF_AUTHOR = '{{ agent_role | in_sentence }}';

/**
 * A decision bears the first name, the name, the function and the department of its author, with little room too (CRPA L212-1); by a
 * secure page, it then needs no signature (L212-2).
 */
export const decided = mandatory(
  withoutAddress(
    signature(
      `{{ agent_name }}, ${ROLE_OF_AUTHOR}\n${HOUSE}`,
      `{{ agent_name }}, ${ROLE_OF_AUTHOR}, {{ service }}, {{ organisation }}`,
    ),
  ),
);

/** Where the decision stands as a whole, which is how it is notified. */
export const onSecurePage = {
  fr: mandatory(
    next(
      'Cette décision est aussi sur votre page sécurisée : {{ reply_link }}',
      'Décision complète : {{ reply_link }}',
    ),
  ),
  en: mandatory(
    next('This decision is also on your secure page: {{ reply_link }}', 'Complete decision: {{ reply_link }}'),
  ),
};

/**
 * What missing documents do to the time after which silence decides: where silence accepts, it begins when the file is complete; where
 * silence refuses, it pauses (CRPA L114-5). Full and short.
 */
export const clockEffect = {
  fr: [
    '{% if silence_accepts %}Le délai après lequel notre silence vaut acceptation ne commence qu’à la réception de ces pièces.{% else %}Le délai après lequel notre silence vaut rejet est suspendu jusqu’à cette date. Il reprend plus tôt, à la réception de la dernière pièce.{% endif %}',
    "{% if silence_accepts %}Le délai après lequel notre silence vaut acceptation ne commence qu'à leur réception.{% else %}Le délai après lequel notre silence vaut rejet est suspendu jusqu'à cette date, ou jusqu'à leur réception.{% endif %}",
  ],
  en: [
    '{% if silence_accepts %}The time after which our silence means acceptance begins only when we receive these documents.{% else %}The time after which our silence means refusal is suspended until that date. It goes on sooner, with the last of these documents.{% endif %}',
    '{% if silence_accepts %}The time after which our silence means acceptance begins only when we receive them.{% else %}The time after which our silence means refusal is suspended until that date, or until we receive them.{% endif %}',
  ],
} as const;
