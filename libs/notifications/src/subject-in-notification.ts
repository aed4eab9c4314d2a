/**
 * SQL: the subject of a case where a device or a mail may say it, which is where the organisation has chosen so; null: it may not. Those
 * of restricted cases and of confidential teams leave the house by neither.
 */
export const subjectInNotification = (item: string, { subjects }: { subjects: boolean }): string =>
  subjects
    ? `case when ${item}.restricted_to is null and not (select t.confidential from team t where t.id = ${item}.team_id) then ${item}.subject end`
    : `null::text`;
