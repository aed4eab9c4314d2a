import { randomUUIDv7 } from 'node:crypto';
import type { Agent } from '@guichet/contracts';
import type { MatrixTown } from './matrix-shapes.js';

type Built = Omit<MatrixTown, 'mine' | 'alarming'>;

/** Somebody who works in teams of both sectors is late with a case of the first, and a reply in it did not arrive. */
export async function writeTroubled({ root, product, open, ofTeam, teams }: Built): Promise<void> {
  const colleague = { email: `both-${ofTeam.word}@agent.test`, name: 'Bo', teamIds: [teams.own, teams.other, teams.elsewhere] }; // prettier-ignore
  const { id } = await root.post<Agent>('/agents', colleague);
  const [late] = await product.sql.query<{ id: string }>(`select id from cases where citizen_id = $1`, [open.namesake]);
  await root.patch(`/cases/${late!.id}`, { assigneeId: id });
  await product.sql.execute(
    `update cases set due_at = now() - interval '1 hour', due_for = 'resolution', delivery_problem = 'failed' where id = $1`,
    [late!.id],
  );
}

/** Everybody was alarmed once that the restricted case was opened, when they saw its team. */
export async function writeAlarm({ product, restricted, agents, ofTeam }: Built): Promise<string> {
  const id = randomUUIDv7();
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

/** The replies that have not left were made with the template that everybody knows, one block of which was changed, and so are drafts. */
export async function writeUses({ product, teams, ofTeam, open, restricted, sharedTemplate }: Built): Promise<void> {
  const uses = [open, restricted].map((it) => ({ entry_id: it.reply, case_id: it.case }));
  await product.sql.execute(
    `with written as (
       insert into draft (case_id, agent_id, content, updated_at)
       select case_id, $3, jsonb_build_object('text', 'x', 'template', jsonb_build_object('templateId', $4::text)), now()
       from jsonb_to_recordset($1::jsonb) u(case_id uuid))
     insert into template_use (entry_id, case_id, team_id, agent_id, template_id, version_id, language, channel_kind, level, verbatim, edits, facts, at)
     select u.entry_id, u.case_id, $2, $3, v.template_id, v.id, v.language, 'email', 'full', false, $5, $6, now()
     from jsonb_to_recordset($1::jsonb) u(entry_id uuid, case_id uuid)
     join template_version v on v.template_id = $4::uuid and v.state = 'approved' and v.language = 'fr'`,
    [
      JSON.stringify(uses),
      teams.own,
      ofTeam.agent,
      sharedTemplate,
      JSON.stringify([EDIT]),
      JSON.stringify([DEVIATION]),
    ],
  );
}
