import type { Bind, Scope } from '@guichet/access';

/**
 * SQL: the beginning of a statement that asks what a scope may know of people. It names what restricted cases hide from the reader:
 * they themselves, the addresses that take part in them, all who are one person with their citizens, and the addresses of which agents
 * said whose they are in such a case, or of its person. Conditions ask for these many times; named, each is planned and run
 * once, and not at all where none does. Indexes `cases_restricted`, `citizen_root`, `handle_evidence_citizen`, `handle_evidence_case`.
 */
export const withHiddenCasesAndPeople = (visible: Scope, bind: Bind): string =>
  `with hidden_case as materialized (
     select k.id, k.citizen_id from cases k where k.restricted_to is not null and not ${visible.sqlOpen('k', bind)}),
   hidden_handle as materialized (
     select p.handle_id from hidden_case k join case_participant p on p.case_id = k.id),
   hidden_citizen as materialized (
     select o.id from hidden_case k join citizen z on z.id = k.citizen_id join citizen o on o.root_id = z.root_id),
   said_in_hidden as materialized (
     select v.handle_id from handle_evidence v where v.by_name is not null and v.citizen_id in (select id from hidden_citizen)
     union all select v.handle_id from handle_evidence v where v.case_id in (select id from hidden_case))`;
