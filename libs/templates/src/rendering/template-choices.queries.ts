import { allow, visibleTemplates, parameters, type Principal } from '@guichet/access';
import type { Language, TemplateChoice, TemplateQuery, TemplateVersion } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { languageFor, renderContextOf, type TemplateReader } from './load-template-for-case.js';
import { loadCaseContext, type LoadedCaseContext } from './template-case-context.js';
import { ifReadable } from './parse-wording.js';
import { contentsOfApproved } from './approved-contents.js';
import { firstWordsOf } from './render.js';
import { optionsOf, valuesFor } from './render-context.js';
import { titleIn } from '../authoring/template-title-in-language.js';
import { firstComplete } from '../blocks/check-included-blocks.js';
import { SEARCHED_TEXT, USABLE, summary, toSummary, wordsOf, type SummaryRow } from '../authoring/template.queries.js';

/** The number of the latest replies of a team that are counted. */
const LATELY = 1_000;
const EXCERPT = 140;
/** How many of an agent's own stand above those of others. */
const MINE = 4;
const NO_REPLY = '00000000-0000-0000-0000-000000000000';

/**
 * Lists the templates in use for the sector or the team of the case and for all, the agent's own above them, the likeliest for this case first: by the latest replies of the team, with more weight for cases
 * with the same tags and for replies of this agent. Index `template_use_team`.
 */
export async function listTemplateChoices(
  { reader, who, linkTo }: TemplateReader,
  caseId: string,
  query: TemplateQuery,
): Promise<TemplateChoice[]> {
  allow(who, 'template.read');
  const facts = await loadCaseContext(reader, who, caseId);
  const rows = await rankedFor(reader, who, { facts, query });
  const wanted = rows.map(({ sourceLanguage, inUse }) => inOrder(inUse ?? [], [facts.language, sourceLanguage]));
  const contents = await contentsOfApproved(
    reader,
    wanted.flat().map(({ id }) => id),
  );
  const page = { id: NO_REPLY, link: linkTo(NO_REPLY) };
  return Promise.all(
    rows.map(async ({ inUse: _, ...row }, n) => {
      const template = toSummary(who, row);
      const found = await firstComplete(
        reader,
        wanted[n]!.flatMap((version) => {
          const content = contents.get(version.id);
          return content ? [{ ...version, templateId: template.id, content }] : [];
        }),
      );
      if (!found) return { ...template, language: languageFor(template, facts.language), excerpt: '' };
      const { version } = found;
      const { language } = version;
      // One text that cannot be read hides no other.
      const excerpt = ifReadable(() => excerptOf({ template, version, blocks: [], facts, page })) ?? '';
      return { ...template, language, excerpt };
    }),
  );
}

type VersionInUse = Pick<TemplateVersion, 'id' | 'language' | 'number'>;

interface ChoiceRow extends SummaryRow {
  inUse: VersionInUse[] | null;
}

/** Those of these languages, each once, in their order. */
const inOrder = (inUse: readonly VersionInUse[], languages: readonly (Language | null)[]): VersionInUse[] =>
  [...new Set(languages)].flatMap((wanted) => inUse.find(({ language }) => language === wanted) ?? []);

/** The rows of the picker in their order, with the versions in use of each. Index `template_use_team`. */
function rankedFor(
  reader: Reader,
  who: Principal,
  { facts, query }: { facts: LoadedCaseContext; query: TemplateQuery },
): Promise<ChoiceRow[]> {
  const { values, bind } = parameters(
    ...[
      reader.now,
      facts.context.today,
      wordsOf(query.q),
      facts.teamId,
      facts.tags,
      who.id,
      facts.language,
      query.limit,
    ],
  );
  return reader.query<ChoiceRow>(
    `with lately as (
       select template_id, tags, agent_id, language from template_use where team_id = $4 order by at desc limit ${LATELY}),
     likely as (
       select template_id, sum(1 + case when tags && $5 then 3 else 0 end + case when agent_id = $6 then 1 else 0 end
         + case when language = $7 then 1 else 0 end) as score
       from lately group by template_id),
     found as (select t.id, t.owner_id is not null as own, row_number() over (partition by t.owner_id is not null
       order by (select count(*) from unnest($3::text[]) w(word) where position(w.word in folded(t.title || ' ' || ${titleIn('en')})) > 0) desc,
         coalesce(l.score, 0) desc, t.id) as place
     from template t left join likely l on l.template_id = t.id
     where ${USABLE} and not t.is_block and (t.sector_id is null or t.sector_id = (select sector_id from team where id = $4)) and (t.team_id is null or t.team_id = $4)
       and ${visibleTemplates(who, bind)('t')} and not exists (select 1 from unnest($3::text[]) w(word) where position(w.word in ${SEARCHED_TEXT}) = 0)),
     chosen as (select id, own, place from found where not own or place <= ${MINE} order by own desc, place limit $8)
     select ${summary(who, bind)}, (
       select jsonb_agg(jsonb_build_object('id', v.id, 'language', v.language, 'number', v.number)) from template_version v
       where v.template_id = t.id and v.state = 'approved') as "inUse"
     from chosen join template t on t.id = chosen.id order by chosen.own desc, chosen.place`,
    values,
  );
}

/** Returns the first words of a template without its greeting, which is the same in all templates. */
function excerptOf(found: Parameters<typeof renderContextOf>[0]): string {
  const context = renderContextOf(found);
  const { content } = context.version;
  // The excerpt is for the agent alone, so that even a confidential one is shown.
  return firstWordsOf(content, optionsOf(context, 'email', valuesFor(content, context.caseContext, {})), EXCERPT);
}
