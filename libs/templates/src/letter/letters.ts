import { allow, organisationOf, type Principal } from '@guichet/access';
import { shownEntry } from '@guichet/cases';
import type { Organisation, PreviewTemplate, RenderTemplate } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { assertResolved, assertUsable, composeInCase, orTooLarge, type LinkTo } from '../answer.js';
import { caseFacts, dayIn } from '../case-context.js';
import { partsOfSent, toParts } from '../form.js';
import { languageOf } from '../language.js';
import { wordingFaults } from '../lock.js';
import { render, variablesOf, type Rendering } from '../render.js';
import { templateOf } from '../template.queries.js';
import { exampleValues, resolved, variable, type CaseContext, type VariableName } from '../variables.js';
import type { Letter } from './letter.js';

/** `POST /templates/preview/letter`: a wording as a letter of today, to somebody who does not exist. */
export async function previewLetter(database: Database, who: Principal, wanted: PreviewTemplate): Promise<Letter> {
  allow(who, 'template.read');
  const { content, language, templateId } = wanted;
  const faults = wordingFaults(content);
  if (faults.length > 0)
    throw new Failure('invalid-request', {
      errors: faults.map(({ code }) => ({ path: 'content', message: code })),
      data: { findings: faults },
    });
  const template = templateId ? await templateOf(database.read, templateId, database.now()) : null;
  const context = exampleContext(await organisationOf(database), language, database.now());
  const names = new Set<VariableName>([...variablesOf(content).names, 'organisation', 'reference', 'answer_link']);
  const values = { ...exampleValues(names, language), ...resolved(names, context), ...wanted.values };
  const options = { name: 'letter', language, sourceLanguage: template?.sourceLanguage ?? language, values } as const;
  return orTooLarge(() => letterOf(render(content, options), context, language));
}

/** `POST /templates/:id/letter`: a template as the letter of a case; with `edited`, as the agent has changed it. */
export async function letterInCase(
  database: Database,
  linkTo: LinkTo,
  who: Principal,
  templateId: string,
  wanted: RenderTemplate,
): Promise<Letter> {
  if (wanted.edited) assertFits(wanted.edited.text.length);
  const asLetter: RenderTemplate = { ...wanted, channelKind: 'post' };
  const composed = await composeInCase(database, linkTo, who, templateId, asLetter);
  const { template, version, occasion, rendering, text } = composed;
  await assertUsable(database, template, version);
  assertResolved(rendering.unresolved, version.language, wanted.edited && text);
  return letterOf(rendering, occasion.context, version.language, wanted.edited && text);
}

/** `GET /cases/:id/entries/:entryId/letter`: a message of ours on paper, in the words in which it was sent. */
export async function letterOfMessage(
  database: Database,
  who: Principal,
  caseId: string,
  entryId: string,
): Promise<Letter> {
  const entry = await shownEntry(database, who, caseId, entryId);
  if (entry.kind !== 'message' || entry.direction !== 'out') throw new Failure('not-found');
  if (entry.delivery?.status === 'recalled') throw conflict('taken-back');
  assertFits(entry.text.length);
  const { context } = await caseFacts(database, who, caseId);
  const { organisation, reference, team, citizenName, subject } = context;
  return {
    language: entry.provenance?.language ?? languageOf(entry.text) ?? 'fr',
    organisation,
    service: team,
    agentName: entry.actor.kind === 'agent' ? entry.actor.name : '',
    recipient: { name: citizenName || (entry.to[0]?.name ?? '') },
    reference,
    date: dayIn(organisation.timeZone)(new Date(entry.at)),
    subject: entry.subject || subject,
    parts: partsOfSent(entry.text),
  };
}

/** Some thirty pages. Read, and measured line by line, in one go, during which nobody else is answered. */
const MOST = 60_000;

function assertFits(characters: number): void {
  if (characters > MOST)
    throw new Failure('too-large', {
      detail: `A letter may have ${MOST} characters at most; this one has ${characters}.`,
    });
}

/** In the words of a rendering; with `edited`, in these. */
function letterOf(
  { subject, blocks }: Rendering,
  { organisation, team, agentName, citizenName, reference, today, subject: ofCase }: Omit<CaseContext, 'answerLink'>,
  language: Letter['language'],
  edited?: string,
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

/** The organisation as it is set, and what stands for the rest. */
function exampleContext(own: Organisation, language: Letter['language'], now: Date): CaseContext {
  const example = (name: VariableName) => variable(name).example[language];
  return {
    reference: example('reference'),
    subject: example('subject'),
    citizenName: example('citizen_name'),
    team: example('service'),
    agentName: example('agent_name'),
    received: { on: example('received_on'), at: example('received_at') },
    today: dayIn(own.timeZone)(now),
    organisation: {
      ...own,
      name: own.name || example('organisation'),
      address: own.address || example('service_address').replace(', ', '\n'),
      mail: own.mail || example('service_mail'),
      phone: own.phone || example('service_phone'),
    },
    answerLink: example('answer_link'),
  };
}
