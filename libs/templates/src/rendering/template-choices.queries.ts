import { allow, knownTemplates, parameters } from '@guichet/access';
import type { TemplateChoice, TemplateQuery } from '@guichet/contracts';
import {
  languageFor,
  renderContextOf,
  type LinkTo,
  type TemplateInCase,
  type TemplateReader,
} from './load-template-for-case.js';
import { loadCaseContext } from './template-case-context.js';
import { ifReadable } from './parse-wording.js';
import { renderFor, valuesFor } from './render-context.js';
import { titleIn } from '../authoring/shipped-names.js';
import { firstComplete } from '../blocks/check-blocks.js';
import { SEARCHED_TEXT, USABLE, summariesOf, wordsOf } from '../authoring/template.queries.js';
import { versionsInUse } from '../authoring/template-versions.queries.js';

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
  const { values, bind } = parameters(
    ...[facts.teamId, facts.context.today, wordsOf(query.q), facts.tags, who.id, facts.language, query.limit],
  );
  const rows = await reader.query<{ id: string }>(
    `with lately as (
       select template_id, tags, agent_id, language from template_use where team_id = $1 order by at desc limit ${LATELY}),
     likely as (
       select template_id, sum(1 + case when tags && $4 then 3 else 0 end + case when agent_id = $5 then 1 else 0 end
         + case when language = $6 then 1 else 0 end) as score
       from lately group by template_id)
     select id from (select t.id, t.owner_id is not null as own, row_number() over (partition by t.owner_id is not null
       order by (select count(*) from unnest($3::text[]) w(word) where position(w.word in folded(t.title || ' ' || ${titleIn('en')})) > 0) desc,
         coalesce(l.score, 0) desc, t.id) as place
     from template t left join likely l on l.template_id = t.id
     where ${USABLE} and not t.is_block and (t.sector_id is null or t.sector_id = (select sector_id from team where id = $1)) and (t.team_id is null or t.team_id = $1)
       and ${knownTemplates(who, bind)('t')} and not exists (select 1 from unnest($3::text[]) w(word) where position(w.word in ${SEARCHED_TEXT}) = 0)
     ) found where not own or place <= ${MINE} order by own desc, place limit $7`,
    values,
  );
  const ids = rows.map(({ id }) => id);
  const [summaries, versions] = await Promise.all([summariesOf(reader, who, ids), versionsInUse(reader, ids)]);
  const byId = new Map(summaries.map((template) => [template.id, template]));
  return Promise.all(
    ids.map(async (id) => {
      const template = byId.get(id)!;
      const languages = [facts.language, template.sourceLanguage];
      const found = await firstComplete(
        reader,
        languages.flatMap((one) => versions.find((own) => own.templateId === id && own.language === one) ?? []),
      );
      if (!found) return { ...template, language: languageFor(template, facts.language), excerpt: '' };
      const { version } = found;
      const { language } = version;
      // One text that cannot be read hides no other.
      const excerpt = ifReadable(() => excerptOf(linkTo, { template, version, blocks: [], facts })) ?? '';
      return { ...template, language, excerpt };
    }),
  );
}

/** Returns the first words of a template without its greeting, which is the same in all templates. */
function excerptOf(linkTo: LinkTo, found: Pick<TemplateInCase, 'template' | 'version' | 'blocks' | 'facts'>): string {
  const context = renderContextOf({ ...found, page: { id: NO_REPLY, link: linkTo(NO_REPLY) } });
  const { content } = found.version;
  // The excerpt is for the agent alone, so that even a confidential one is shown.
  const shown = { ...context, confidential: false };
  const { blocks } = renderFor(shown, 'email', valuesFor(content, context.caseContext, {}));
  return blocks
    .filter(({ kind }) => kind !== 'greeting')
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, EXCERPT);
}
