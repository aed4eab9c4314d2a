import type { Language, RenderedTemplate, RenderTemplate, TemplateUse } from '@guichet/contracts';
import { call } from '../../../shared/api/client.js';
import type { ComposerContent } from '../use-composer-content.js';
import type { Base } from './template-reducer.js';

/** What is to become otherwise. */
export interface Change {
  language?: Language;
  number?: number;
  /** The field whose passages are to be those of the template again. */
  restoring?: string;
  /** The shared blocks stay as they were read, also where one has a newer text. */
  keepsBlocks?: boolean;
}

/** What was in the composer when the rendering was asked for. */
export interface Asked {
  template: TemplateUse;
  text: string;
  /** Undefined: the words stay as they are. */
  base: Base | undefined;
}

const blockVersionsOf = ({ blocks }: Pick<RenderedTemplate, 'blocks'>) => blocks.map(({ versionId }) => versionId);

export const versionOf = ({ number, language, replyPageId, blocks }: RenderedTemplate) => ({
  ...{ number, language, replyPageId },
  blocks: blockVersionsOf({ blocks }),
});

/** How a template is rendered for the case and the reply route of the moment. */
export function renderBody(caseId: string, { route }: ComposerContent, language: Language | undefined): RenderTemplate {
  const { channelAccountId } = route.envelope;
  return {
    caseId,
    channelKind: route.kind!,
    ...(channelAccountId && { channelAccountId }),
    ...(language && { language }),
    values: {},
  };
}

/** The same with what the agent has filled in, and with what they have changed in the words. */
function bodyOfChange(body: RenderTemplate, change: Change, { template, text, base }: Asked): RenderTemplate {
  return {
    ...body,
    // Another language has versions of its own.
    ...(change.language ? {} : { number: change.number ?? template.number }),
    // Words that stay as they are, are those of the blocks that they were made with; what is prepared anew takes those in use.
    ...(!change.language && (!base || change.keepsBlocks) && template.blocks && { blocks: template.blocks }),
    values: template.values,
    ...(template.replyPageId && { replyPageId: template.replyPageId }),
    ...(base && {
      edited: {
        channelKind: base.channelKind,
        values: { ...base.ofCase, ...base.values },
        text,
        ...(change.restoring && { restoring: change.restoring }),
      },
      previous: { language: base.language, number: base.number, ...(base.blocks && { blocks: base.blocks }) },
    }),
  };
}

/** Asks for a rendering; in another language than before, also for what the template alone says there, to know what the agent has written. */
export async function askFor(body: RenderTemplate, { change, asked }: { change: Change; asked: Asked }) {
  const { templateId: id } = asked.template;
  const ask = (wanted: Asked) =>
    call('renderTemplate', { params: { id }, body: bodyOfChange(body, change, wanted), idempotencyKey: undefined });
  const isOther = asked.base && change.language !== undefined && change.language !== asked.base.language;
  const [rendered, untouched] = await Promise.all([
    ask(asked),
    isOther ? ask({ ...asked, base: undefined }) : undefined,
  ]);
  return { rendered, untouched };
}

/** How the words of the composer are rendered as they stand now; undefined: they are those of no rendering that is known. */
export function bodyOfWords(
  caseId: string,
  writing: ComposerContent,
  base: Base | undefined,
): RenderTemplate | undefined {
  const { template } = writing.content;
  if (!template || !base || !writing.route.kind) return undefined;
  return bodyOfChange(
    renderBody(caseId, writing, template.language),
    { keepsBlocks: true },
    { ...writing.content, template, base },
  );
}
