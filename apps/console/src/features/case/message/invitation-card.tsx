import type { Invitation } from '@guichet/contracts';
import { IconCalendarEvent, IconCalendarOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './invitation-card.module.css';
import type { InvitationStanding } from './invitation-standing.js';
import { periodText, recurrenceText } from './meeting-time-text.js';

interface Props {
  invitation: Invitation;
  /** How it stands beside other messages of the case; undefined where nobody has looked. */
  standing?: InvitationStanding;
  /** What can be done about it. */
  children?: ReactNode;
}

/** The meeting that a mail is about, as its sender says it: what, when, where, and who invites. */
export function InvitationCard({ invitation, standing, children }: Props) {
  const { t, i18n } = useTranslation();
  const { method, summary, location, organizer, recurrence, answer, start } = invitation;
  const replacedBy = standing?.replacedBy;
  const isOff = method === 'cancel' || replacedBy === 'cancel';
  const Glyph = isOff ? IconCalendarOff : IconCalendarEvent;
  const period = periodText(invitation, i18n.language);
  const when = start.kind === 'local' ? `${period} (${t('case.invitation.local')})` : period;
  const facts: [string, string][] = [[t('case.invitation.when'), when]];
  if (recurrence)
    facts.push([t('case.invitation.repeats'), recurrenceText(recurrence, { t, language: i18n.language })]);
  if (location) facts.push([t('case.invitation.where'), location]);
  if (organizer) {
    const { name, address } = organizer;
    facts.push([t('case.invitation.organizer'), name && address ? `${name} (${address})` : name || address]);
  }
  return (
    <section
      className={classes.card}
      data-off={isOff || replacedBy === 'update' || undefined}
      aria-label={t(`case.invitation.method.${method}`)}
    >
      <Glyph className={classes.glyph} size={20} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <p className={classes.method}>
          {answer
            ? t(`case.invitation.answer.${answer.status}`, { name: answer.name })
            : t(standing?.isUpdate ? 'case.invitation.updated' : `case.invitation.method.${method}`)}
        </p>
        {replacedBy && <p className={classes.replaced}>{t(`case.invitation.replacedBy.${replacedBy}`)}</p>}
        {summary && (
          <p className={classes.summary}>
            <bdi>{summary}</bdi>
          </p>
        )}
        <dl className={classes.facts}>
          {facts.map(([term, value]) => (
            <div key={term + value} className={classes.fact}>
              <dt>{term}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
        {children}
      </div>
    </section>
  );
}
