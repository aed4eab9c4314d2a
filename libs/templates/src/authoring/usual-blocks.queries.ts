import { parameters, visibleTemplates, type Principal } from '@guichet/access';
import { TemplateBlock, TemplateContent, type BlockKind, type Language } from '@guichet/contracts';
import type { Reader } from '@guichet/database';

/** A block that fewer of the texts have word for word belongs to those alone. */
const SHARED_BY = 0.5;
/** Every reply greets and is signed, in whichever of several ways. */
const ALWAYS: ReadonlySet<BlockKind> = new Set(['greeting', 'signature']);
const ORDER: readonly BlockKind[] = ['greeting', 'decision', 'legal', 'next', 'appeal', 'signature'];

const empty = (kind: BlockKind): TemplateBlock => TemplateBlock.parse({ kind, full: '' });

/**
 * What a new template begins with: the greeting and the signature that most texts in use have, and every block that at least half of
 * them have in the same words, such as a legal notice. What it says itself is left to its author. Index `template_version_approved`.
 */
export async function usualContent(reader: Reader, who: Principal, language: Language): Promise<TemplateContent> {
  const { values, bind } = parameters(language);
  const rows = await reader.query<{ block: TemplateBlock; share: number }>(
    `with text as (
       select v.template_id, v.content from template_version v join template t on t.id = v.template_id
       where v.language = $1 and v.state = 'approved' and not t.is_block and t.owner_id is null and ${visibleTemplates(who, bind)('t')})
     select b as block, count(distinct template_id)::float / (select count(*) from text) as share
     from text cross join lateral jsonb_array_elements(content -> 'blocks') b group by b order by share desc, b::text`,
    values,
  );
  const usual = (kind: BlockKind): TemplateBlock | undefined =>
    rows.find(({ block, share }) => block.kind === kind && (share >= SHARED_BY || ALWAYS.has(kind)))?.block;
  const blocks = ORDER.flatMap((kind) => {
    if (kind === 'decision') return empty(kind);
    return usual(kind) ?? (ALWAYS.has(kind) ? empty(kind) : []);
  });
  return TemplateContent.parse({ blocks });
}
