import type { Bind, Scope } from '@guichet/access';
import { mayHearOf, knowsAllBut, mayKnowSaid, maySayOf } from './people-visible-to-agent.js';
import { isStanding } from './handle-evidence.js';

interface Reading {
  visible: Scope;
  bind: Bind;
}

/** SQL of placeholders: the citizens of the person, and the kinds of evidence from the weakest to the strongest. */
interface Of {
  citizens: string;
  ranks: string;
}

/**
 * SQL join: `first_message.at` is when an address first wrote as far as the scope shows it, or null. Somebody may add an address
 * to a case of their own to learn when others heard from it, so no other time of a message is shown. What an agent has
 * recorded is no message of the address. Index `message_handle`. `reader` is what the scope knows of the address, and `told` names what was
 * said of it that may be told where that is not all: each is looked at once, and planned once, which takes longer.
 */
export const firstMessageOf = (handle: string, visible: Scope, bind: Bind): string =>
  `left join lateral (
     select e.at from message m join timeline_entry e on e.id = m.entry_id join cases k on k.id = m.case_id
     where m.handle_id = ${handle}.id and m.direction = 'in' and not e.data -> 'flags' ? 'recorded' and ${visible.sql('k', bind)}
     order by m.entry_id limit 1) first_message on true
   cross join lateral (
     select ${knowsAllBut(`${handle}.id`, visible, bind)} as is_whole, ${maySayOf(`${handle}.id`, visible, bind)} as may_be_told offset 0) reader
   cross join lateral (
     select coalesce(array_agg(v.id), '{}') as ids from handle_evidence v
     where not reader.is_whole and reader.may_be_told and v.handle_id = ${handle}.id and v.by_name is not null and v.team_ids <> '{}'
       and ${visible.sqlAny('v.team_ids', bind)} and ${mayHearOf('v', visible, bind)} offset 0) told`;

/** SQL condition: that a person uses the address of another one was said in a team of the scope, or a case of theirs shows it. */
export const mayKnowUse = (evidence: string, { visible, bind, citizens }: Reading & Pick<Of, 'citizens'>): string =>
  `(${knowsAllBut(`${evidence}.handle_id`, visible, bind)} or ${mayKnowSaid(evidence, visible, bind)} or exists (
     select 1 from case_participant p join cases k on k.id = p.case_id
     where p.handle_id = ${evidence}.handle_id and k.citizen_id = any(${citizens}) and ${visible.sql('k', bind)} offset 0))`;

/**
 * SQL expressions on the address `h` with its `first_message`: the evidence, since when it is known, and how that was learnt.
 * Whoever sees every case that tells of it sees what is stored. Everybody else sees that an address is proved, what was said in their teams, and
 * messages that they may read; an address of which they know nothing else looks as if it had just been written down.
 */
export function visibleHandleEvidence({ visible, bind }: Reading, { citizens, ranks }: Of) {
  const whole = 'reader.is_whole';
  const said = (evidence: string) => `${evidence}.id = any(told.ids)`;
  return {
    evidence: (stored: string): string =>
      `case when ${whole} or h.evidence in ('checked', 'signed') then ${stored} else coalesce((
         select known.kind from (
           select v.kind from handle_evidence v
           where v.handle_id = h.id and v.citizen_id = any(${citizens}) and ${isStanding('v')} and ${said('v')}
           union all select 'wrote' where first_message.at is not null) known
         order by array_position(${ranks}, known.kind) desc limit 1), 'recorded') end`,
    /** `stored` is when evidence of this `kind` was recorded of these citizens, who may use the address of somebody else, known otherwise and for longer. */
    linkedAt: ({ stored, kind }: { stored: string; kind: string }): string =>
      `case when ${whole} then ${stored} else coalesce(
         (select min(v.at) from handle_evidence v where v.handle_id = h.id and v.citizen_id = any(${citizens})
            and ${isStanding('v')} and ${said('v')} and v.kind = ${kind}),
         first_message.at,
         (select min(v.at) from handle_evidence v where v.handle_id = h.id and ${said('v')}),
         (select min(k.opened_at) from case_participant p join cases k on k.id = p.case_id
          where p.handle_id = h.id and ${visible.sql('k', bind)}),
         ${stored}) end`,
    /** `instant` writes a time as the API does. */
    history: (instant: (at: string) => string): string =>
      `coalesce((
         select jsonb_agg(jsonb_build_object('evidence', v.kind, 'note', v.note,
           'at', ${instant(`case when ${whole} or v.by_name is not null then v.at else first_message.at end`)},
           'byId', v.by_id, 'by', v.by_name) order by v.id desc)
         from handle_evidence v where v.handle_id = h.id and v.citizen_id = any(${citizens}) and ${isStanding('v')}
           and (${whole} or ${said('v')} or (v.by_name is null and first_message.at is not null))), '[]')`,
  };
}
