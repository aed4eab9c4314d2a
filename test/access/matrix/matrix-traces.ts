import type { Agent } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import type { MatrixTown } from './matrix-shapes.js';

type Built = Omit<MatrixTown, 'mine' | 'alarming' | 'busy'>;

/** Somebody who works in teams of both sectors is late with a case of the first, and a reply in it did not arrive. */
export async function writeTroubled({ root, product, open, ofTeam, teams }: Built): Promise<string> {
  const colleague = { email: `both-${ofTeam.word}@agent.test`, name: 'Bo', teamIds: [teams.own, teams.other, teams.elsewhere] }; // prettier-ignore
  const { id } = await root.post<Agent>('/agents', colleague);
  const [late] = await product.sql.query<{ id: string }>(`select id from cases where citizen_id = $1`, [open.namesake]);
  await root.patch(`/cases/${late!.id}`, { assigneeId: id });
  await product.sql.execute(
    `update cases set due_at = now() - interval '1 hour', due_for = 'resolution', delivery_problem = 'failed' where id = $1`,
    [late!.id],
  );
  return id;
}

/** Everybody was alarmed once that the restricted case was opened, when they saw its team. */
export async function writeAlarm({ product, restricted, agents, ofTeam }: Built): Promise<string> {
  const id = newId();
  await product.sql.execute(
    `with broken as (
       insert into break_glass (id, case_id, agent_id, agent_name, reason, at, until)
       values ($1, $2, $3, 'Ana', 'Urgence.', now() - interval '4 hours', now() - interval '3 hours'))
     insert into notification (id, agent_id, case_id, about, at, dedupe_key)
     select gen_random_uuid(), a.id, $2, '{"type":"assigned","by":"Root"}', now() - interval '1 day', 'break-glass:' || $1::text
     from unnest($4::uuid[]) a(id)`,
    [id, restricted.case, ofTeam.agent, agents.map((agent) => agent.id)],
  );
  return id;
}

const DEVIATION = { kind: 'amount', value: 'EUR 10', approved: '10 €', sent: '12 €', variable: null, verdict: 'other' };
const EDIT = { block: 0, kind: 'facts', fate: 'changed', after: 'Autrement' };

/**
 * The replies that have not left were made with the template that everybody knows, one block of which was changed, and so are drafts. In
 * the other sector it was used once.
 */
export async function writeUses({ product, teams, ofTeam, open, restricted, sharedTemplate }: Built): Promise<void> {
  const here = [open, restricted].map((it) => ({ entry_id: it.reply, case_id: it.case, team_id: teams.own, edits: [EDIT], facts: [DEVIATION] })); // prettier-ignore
  const elsewhere = { entry_id: open.entry, case_id: open.case, team_id: teams.elsewhere, edits: [], facts: [] };
  await product.sql.execute(
    `with written as (
       insert into draft (case_id, agent_id, mode, content, updated_at)
       select case_id, $2, 'reply', jsonb_build_object('text', 'x', 'template', jsonb_build_object('templateId', $3::text)), now()
       from jsonb_to_recordset($1::jsonb) u(case_id uuid, facts jsonb) where facts <> '[]')
     insert into template_use (entry_id, case_id, team_id, agent_id, template_id, version_id, language, channel_kind, level, verbatim, edits, facts, at)
     select u.entry_id, u.case_id, u.team_id, $2, v.template_id, v.id, v.language, 'email', 'full', false, u.edits, u.facts, now()
     from jsonb_to_recordset($1::jsonb) u(entry_id uuid, case_id uuid, team_id uuid, edits jsonb, facts jsonb)
     join template_version v on v.template_id = $3::uuid and v.state = 'approved' and v.language = 'fr'`,
    [JSON.stringify([...here, elsewhere]), ofTeam.agent, sharedTemplate],
  );
}

/** A template of the sector is in use, with a file. */
export async function writeTemplateInUse({ product, open, ofTeam }: Built): Promise<void> {
  await product.sql.execute(
    `with copied as (
       insert into attachment
       select (jsonb_populate_record(a, jsonb_build_object('id', $2::text, 'case_id', null, 'entry_id', null, 'of_template', true))).*
       from attachment a where id = $1)
     update template_version set state = 'approved',
       content = content || jsonb_build_object('attachments', jsonb_build_array(jsonb_build_object('id', $2::text, 'name', 'a.eml', 'type', 'message/rfc822', 'size', 1)))
     where template_id = (select id from template where title = 'Usité ' || $3)`,
    [open.attachment, ofTeam.templateFile, ofTeam.word],
  );
}
