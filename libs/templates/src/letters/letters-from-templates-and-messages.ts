import { allow, NAME_OF_AUTHOR, organisationOf, type Principal } from '@guichet/access';
import { shownEntry } from '@guichet/cases';
import {
  reasonWords,
  type Handle,
  type MessageEntry,
  type Organisation,
  type PreviewTemplate,
  type RenderTemplate,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { assertResolved, composeInCase, refuseTooLarge } from '../rendering/render-in-case.js';
import { assertUsable } from '../rendering/assert-usable.js';
import type { TemplateReader } from '../rendering/load-template-for-case.js';
import { dayIn, detectTemplateLanguage, loadCaseContext } from '../rendering/template-case-context.js';
import { partsOfSent, toParts } from '../rendering/runs-to-text-and-html.js';
import { render, variablesOf, type Rendering } from '../rendering/render.js';
import { contentFaults } from '../authoring/preview-template.js';
import { getTemplate } from '../authoring/template.queries.js';
import type { CaseContext } from '../variables/define-variable.js';
import { exampleValues, resolveVariables, variable, type VariableName } from '../variables/template-variables.js';
import { checkIncludedBlocks } from '../blocks/check-included-blocks.js';
import type { Letter } from './letter-content.js';

/** `POST /templates/preview/letter`: renders a wording as a letter of today to an invented recipient. */
export async function previewLetter(reader: Reader, who: Principal, wanted: PreviewTemplate): Promise<Letter> {
  allow(who, 'template.read');
  const { language, templateId } = wanted;
  const template = templateId ? await getTemplate(reader, who, templateId) : null;
  const isBlock = template?.isBlock ?? false;
  const { findings, expanded } = await checkIncludedBlocks(reader, { content: wanted.content, language, isBlock });
  const { content } = expanded;
  const faults = findings.length > 0 ? findings : await contentFaults(reader, content);
  if (faults.length > 0)
    throw new Failure('invalid-request', {
      errors: faults.map(({ code }) => ({ path: 'content', message: code, reason: 'value-not-valid' as const })),
      data: { findings: faults },
    });
  const context = exampleContext(await organisationOf(reader), language, reader.now);
  const names = new Set<VariableName>([...variablesOf(content).names, 'organisation', 'reference', 'reply_link']);
  const values = { ...exampleValues(names, language), ...resolveVariables(names, context), ...wanted.values };
  const options = { name: 'letter', language, sourceLanguage: template?.sourceLanguage ?? language, values } as const;
  return refuseTooLarge(() => letterOf(render(content, options), { context, language }));
}

/** `POST /templates/:id/letter`: a template as the letter of a case; with `edited`, as the agent has changed it. */
export async function letterInCase(
  templates: TemplateReader,
  templateId: string,
  wanted: RenderTemplate,
): Promise<Letter> {
  if (wanted.edited) assertFits(wanted.edited.text.length);
  const asLetter: RenderTemplate = { ...wanted, channelKind: 'post' };
  const composed = await composeInCase(templates, templateId, asLetter);
  const { version, context, rendering, text } = composed;
  await assertUsable(templates.reader, composed);
  assertResolved(version, rendering.unresolved, wanted.edited && text);
  return letterOf(rendering, {
    context: context.caseContext,
    language: version.language,
    edited: wanted.edited && text,
  });
}

/**
 * `GET /cases/:id/entries/:entryId/letter`: renders a sent message as a letter, with the text with which it was sent.
 */
export async function letterOfMessage(
  reader: Reader,
  who: Principal,
  { caseId, entryId }: { caseId: string; entryId: string },
): Promise<Letter> {
  const entry = await shownEntry(reader, who, { caseId, entryId });
  if (entry.kind !== 'message' || entry.direction !== 'out') throw new Failure('not-found');
  if (entry.delivery?.status === 'canceled') throw conflict('taken-back');
  assertFits(entry.text.length);
  const { context } = await loadCaseContext(reader, who, caseId);
  return letterOfWords(context, { ...entry, ...(await authorOf(reader, entry)), language: entry.provenance?.language });
}

/** The words of a reply, as they are sent, and what stands around them on paper. */
export interface WordsOnPaper {
  text: string;
  subject: string | null;
  to: readonly Handle[];
  at: string;
  /** Undefined: that in which it seems to be written. */
  language?: Letter['language'] | undefined;
  agentName: string;
  isSigned: boolean;
  enclosures?: string[];
}

/** Sets the words of a reply as a letter. */
export async function letterOfWords(
  { organisation, reference, team, citizenName, subject }: Omit<CaseContext, 'replyLink'>,
  words: WordsOnPaper,
): Promise<Letter> {
  const { text, to, agentName, isSigned, enclosures = [] } = words;
  assertFits(text.length);
  return {
    language: words.language ?? (await detectTemplateLanguage(text)) ?? 'fr',
    organisation,
    service: team,
    agentName,
    isSigned,
    recipient: recipientOf(to[0], citizenName),
    reference,
    date: dayIn(organisation.timeZone)(new Date(words.at)),
    subject: words.subject || subject,
    parts: partsOfSent(text.replace(DELIMITER, '')),
    enclosures,
  };
}

/** The lines of the envelope; of somebody who has no postal address, the name alone. */
function recipientOf(to: Handle | undefined, citizenName: string): Letter['recipient'] {
  if (to?.type !== 'postal') return { name: citizenName || (to?.name ?? '') };
  const [name = '', ...address] = to.value.split('\n');
  return { name, address };
}

/** The line above a signature says to mail programs where it begins, and nothing to the reader of a letter. */
const DELIMITER = /^-- \n/m;

/** How the recipient knows who wrote a message, and whether its text ends with that. */
async function authorOf(
  reader: Reader,
  { id, actor, segments }: Pick<MessageEntry, 'id' | 'segments'> & { actor: Pick<MessageEntry['actor'], 'kind'> },
): Promise<Pick<WordsOnPaper, 'agentName' | 'isSigned'>> {
  const isSigned = segments.some(({ kind }) => kind === 'signature');
  if (actor.kind !== 'agent') return { agentName: '', isSigned };
  const [row] = await reader.query<{ name: string }>(
    `select ${NAME_OF_AUTHOR} as name from timeline_entry e where e.id = $1`,
    [id],
  );
  return { agentName: row?.name ?? '', isSigned };
}

/** About thirty pages. Layout is synchronous, and blocks other requests while it runs. */
const MOST = 60_000;

function assertFits(characters: number): void {
  if (characters > MOST)
    throw new Failure('too-large', {
      detail: reasonWords('letter-too-long', { max: MOST, length: characters }),
      reason: 'letter-too-long',
      data: { max: MOST, length: characters },
    });
}

/** Builds the letter from the rendered template, or from `edited` where the agent changed the text. */
function letterOf(
  { subject, blocks }: Rendering,
  {
    context: { organisation, team, agentName, citizenName, reference, today, subject: ofCase },
    language,
    edited,
  }: { context: Omit<CaseContext, 'replyLink'>; language: Letter['language']; edited?: string },
): Letter {
  const runs = blocks.flatMap((block) => block.runs);
  assertFits(edited?.length ?? runs.reduce((sum, { text }) => sum + text.length, 0));
  return {
    language,
    organisation,
    service: team,
    agentName,
    recipient: { name: citizenName },
    reference,
    date: today,
    subject: subject || ofCase,
    parts: edited === undefined ? blocks.flatMap((block) => toParts(block.runs)) : partsOfSent(edited),
  };
}

/** Returns a context with the real organisation and example values for everything else. */
function exampleContext(own: Organisation, language: Letter['language'], now: Date): CaseContext {
  const example = (name: VariableName) => variable(name).example[language];
  return {
    reference: example('reference'),
    subject: example('subject'),
    citizenName: example('citizen_name'),
    team: example('service'),
    agentName: example('agent_name'),
    agentRole: example('agent_role'),
    received: { on: example('received_on'), at: example('received_at') },
    today: dayIn(own.timeZone)(now),
    organisation: {
      ...own,
      name: own.name || example('organisation'),
      address: own.address || example('service_address').replace(', ', '\n'),
      mail: own.mail || example('service_mail'),
      phone: own.phone || example('service_phone'),
    },
    replyLink: example('reply_link'),
  };
}
