import type { TemplateVersion } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { IconUserCheck } from '@tabler/icons-react';
import { approversQuery } from '../../../shared/api/template-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import classes from './text-tab.module.css';

/** So many people are named; of the others it is said how many they are. */
const NAMED = 4;

/** Says who may approve a version that is written or reviewed, and whether this has to be somebody else than its author. */
export function ApproversLine({ version }: { version: TemplateVersion }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { agent } = useSession();
  const { data } = useQuery(approversQuery(version.templateId));
  if (!data) return null;
  const { items, fourEyes } = data;
  const author = version.state === 'review' ? version.submitted?.byId : agent.id;
  const able = fourEyes ? items.filter(({ id }) => id !== author) : items;
  const named = able.slice(0, NAMED).map(({ id, name }) => (id === agent.id ? t('templates.approvers.you') : name));
  const others = able.length - named.length;
  const names = formats.list([...named, ...(others > 0 ? [t('templates.approvers.more', { count: others })] : [])]);
  const words =
    able.length > 0
      ? `${t('templates.approvers.names', { names })}.`
      : t(items.length > 0 ? 'templates.approvers.noOther' : 'templates.approvers.none');
  return (
    <div className={classes.notice} data-tone={able.length > 0 ? undefined : 'soon'}>
      <IconUserCheck size={16} stroke={1.5} aria-hidden />
      <span>
        {words}
        {fourEyes && able.length > 0 && ` ${t('templates.approvers.fourEyes')}`}
      </span>
    </div>
  );
}
