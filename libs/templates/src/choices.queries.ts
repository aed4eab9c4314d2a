import { allow, type Principal } from '@guichet/access';
import type { ChannelKind, TemplateChoice, TemplateQuery, TemplateSummary, TemplateVersion } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { languageFor, type LinkTo } from './answer.js';
import { caseFacts, type CaseFacts } from './case-context.js';
import { renderFor, valuesFor } from './compose.js';
import { HAYSTACK, USABLE, summariesOf, versionsInUse, wordsOf } from './template.queries.js';

/** Of a team, so many of its last answers say what it answers with. */
const LATELY = 1_000;
const EXCERPT = 140;
const NO_ANSWER = '00000000-0000-0000-0000-000000000000';

/**
 * What may be used now, the likeliest for this case first: by what the team has lately answered with, more where the case
 * bears the same tags, and more where it was this agent. Index `template_use_team`.
 */
export async function choicesFor(
  database: Database,
  linkTo: LinkTo,
  who: Principal,
  caseId: string,
  query: TemplateQuery,
): Promise<TemplateChoice[]> {
  allow(who, 'template.read');
  const facts = await caseFacts(database, who, caseId);
  const rows = await database.read<{ id: string }>(
    `with lately as (
       select template_id, tags, agent_id, language from template_use where team_id = $1 order by at desc limit ${LATELY}),
     likely as (
       select template_id, sum(1 + case when tags && $4 then 3 else 0 end + case when agent_id = $5 then 1 else 0 end
         + case when language = $6 then 1 else 0 end) as score
       from lately group by template_id)
     select t.id from template t left join likely l on l.template_id = t.id
     where ${USABLE} and not exists (select 1 from unnest($3::text[]) w(word) where position(w.word in ${HAYSTACK}) = 0)
     order by (select count(*) from unnest($3::text[]) w(word) where position(w.word in folded(t.title)) > 0) desc,
       coalesce(l.score, 0) desc, t.id limit $7`,
    [facts.teamId, facts.context.today, wordsOf(query.q), facts.tags, who.id, facts.language, query.limit],
  );
  const ids = rows.map(({ id }) => id);
  const [summaries, versions] = await Promise.all([
    summariesOf(database.read, ids, database.now()),
    versionsInUse(database.read, ids),
  ]);
  const byId = new Map(summaries.map((template) => [template.id, template]));
  return ids.map((id) => {
    const template = byId.get(id)!;
    const language = languageFor(template, facts.language);
    const version = versions.find((one) => one.templateId === id && one.language === language);
    return { ...template, language, excerpt: version ? excerptOf(linkTo, facts, template, version) : '' };
  });
}

/** The first words that say something: a greeting is the same in all. */
function excerptOf(linkTo: LinkTo, facts: CaseFacts, template: TemplateSummary, version: TemplateVersion): string {
  const context = { ...facts.context, answerLink: linkTo(NO_ANSWER) };
  const occasion = {
    version,
    title: template.title,
    sourceLanguage: template.sourceLanguage,
    context,
    confidential: false,
    answerId: NO_ANSWER,
    isPrivate: (_: ChannelKind) => true,
  };
  const { blocks } = renderFor(occasion, 'email', valuesFor(version.content, context, {}));
  return blocks
    .filter(({ kind }) => kind !== 'greeting')
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, EXCERPT);
}
