import { createHash } from 'node:crypto';
import type { Principal } from '@guichet/access';
import type {
  ConfirmedMeaning,
  Language,
  ProviderTemplate,
  TemplateFinding,
  TemplateVersion,
} from '@guichet/contracts';
import { Template, TemplateVersion as VersionEntity, type Tx } from '@guichet/database';
import { templatesWithBlock } from '../blocks/shared-blocks.queries.js';
import { confirmedOf, findingsOf } from './review-findings.js';
import { versionsInUse } from './template-versions.queries.js';

interface IncludingText {
  template: Template;
  version: TemplateVersion;
  /** Whether whoever approves the block knows of the template. */
  known: boolean;
  before: TemplateFinding[];
}

/** Who approves a block, and what the accounts of WhatsApp have approved. */
interface Approval {
  tx: Tx;
  who: Principal;
  approved: readonly ProviderTemplate[];
}

/**
 * The texts in use that include a block, in all their languages, as they were before it changed. Texts are compared with themselves, so
 * that what was wrong with one before keeps nobody from mending the block.
 */
export class TextsIncludingBlock {
  private open: { text: IncludingText; finding: TemplateFinding }[] = [];

  private constructor(
    private readonly approval: Approval,
    private readonly texts: readonly IncludingText[],
  ) {}

  static async read(approval: Approval, blockId: string): Promise<TextsIncludingBlock> {
    const { tx, who } = approval;
    const known = new Map((await templatesWithBlock(tx, who, blockId)).map((one) => [one.id, one.known]));
    const ids = [...known.keys()];
    const texts: IncludingText[] = [];
    for (const version of await versionsInUse(tx, ids)) {
      const template = await tx.repo(Template).findOneByOrFail({ id: version.templateId });
      const before = await findingsIn(approval, { template, version });
      texts.push({ template, version, known: known.get(template.id) ?? false, before });
    }
    return new TextsIncludingBlock(approval, texts);
  }

  /**
   * What is wrong with the texts now that was not before, once versions of the block are in use. A language that the block no longer has
   * is for the approver to decide on, as a changed block is approved in one language after the other; so is what they may not read.
   */
  async changed(block: { languages: readonly Language[]; versionId: string }): Promise<TemplateFinding[]> {
    this.open = [];
    for (const text of this.texts) {
      const known = new Set(text.before.map(signatureOf));
      const now = (await findingsIn(this.approval, text)).map((finding) => asDecision(finding, block.languages));
      for (const finding of now)
        if (!known.has(signatureOf(finding)) && !isConfirmed(finding, text.version.confirmed))
          this.open.push({ text, finding });
    }
    const hidden = new Set(this.open.filter(({ text }) => !text.known).map(({ text }) => text.template.id));
    return [
      ...this.open.filter(({ text }) => text.known).map(({ text, finding }) => inText(finding, text)),
      ...(hidden.size > 0 ? [changesElsewhere(hidden.size, block.versionId)] : []),
    ];
  }

  /** Keeps with each text what was confirmed of it, so that it is not asked for again. */
  async confirm(): Promise<void> {
    const words = this.open.filter(({ text, finding }) => text.known && WORDS.has(finding.code));
    for (const [{ version }, found] of Map.groupBy(words, ({ text }) => text)) {
      const confirmed = [...version.confirmed, ...found.map(({ finding }) => confirmedOf(finding))];
      await this.approval.tx.repo(VersionEntity).update({ id: version.id }, { confirmed });
    }
  }
}

const findingsIn = ({ tx, approved }: Approval, { template, version }: Pick<IncludingText, 'template' | 'version'>) =>
  findingsOf(tx, { template, version, approved });

/** The warnings of which `confirmed` keeps the words. */
const WORDS: ReadonlySet<TemplateFinding['code']> = new Set(['words-differ', 'mention-missing', 'other-language']);

const signatureOf = ({ code, where, data }: TemplateFinding): string => JSON.stringify([code, where, data]);

const isConfirmed = (finding: TemplateFinding, confirmed: readonly ConfirmedMeaning[]): boolean => {
  if (!WORDS.has(finding.code)) return false;
  const words = wordsOf(confirmedOf(finding));
  return confirmed.some((one) => wordsOf(one) === words);
};

const wordsOf = ({ about, full, short }: ConfirmedMeaning): string => JSON.stringify([about, full, short]);

/** A block that is missing in another language than the approved ones was retired by this approval. */
const asDecision = (finding: TemplateFinding, approved: readonly Language[]): TemplateFinding =>
  finding.code === 'block-missing' && !approved.includes(finding.data['language'] as Language)
    ? { ...finding, severity: 'warning' }
    : finding;

/** A finding as it is told to whoever approves the block: with the text that it is about, and no place in the block. */
function inText(finding: TemplateFinding, { template: { id, key, title }, version: { language } }: IncludingText) {
  const { severity, data } = finding;
  const hash = createHash('sha256')
    .update(`${language} ${signatureOf(finding)}`)
    .digest('base64url')
    .slice(0, 22);
  return {
    ...finding,
    where: null,
    data: { ...data, template: { id, key, title, language } },
    ...(severity === 'warning' && { key: `${id}.${hash}` }),
  };
}

/** That texts say something else which the approver may not read. */
const changesElsewhere = (count: number, versionId: string): TemplateFinding => ({
  severity: 'warning',
  code: 'changes-elsewhere',
  where: null,
  data: { count },
  key: `elsewhere.${count}.${versionId}`,
});
