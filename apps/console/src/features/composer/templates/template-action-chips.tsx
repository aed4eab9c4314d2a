import type { CaseDetail, TemplateActions } from '@guichet/contracts';
import { IconX } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { actionsOf, isPermitted, type Action } from './template-actions.js';
import classes from './used-template-strip.module.css';
import type { ReplyTemplate } from './use-reply-template.js';

export function useActionText() {
  const { t } = useTexts();
  return (action: Action) => {
    switch (action.kind) {
      case 'assign':
        return t(action.to === 'me' ? 'composer.template.assignMe' : 'composer.template.assignNobody');
      case 'tag':
        return t('composer.template.tag', { tag: action.tag });
      case 'stays-open':
        return t('composer.template.staysOpen');
      case 'status':
        return t('composer.template.status', { status: t(`common.status.${action.status}`) });
      case 'snooze':
        return t('composer.template.snooze', { count: action.days });
    }
  };
}

interface Props {
  item: CaseDetail;
  template: ReplyTemplate;
  actions: TemplateActions;
}

/** What the template does with the case when the reply is sent; each action can be left out. */
export function TemplateActionChips({ item, template, actions }: Props) {
  const { t } = useTexts();
  const words = useActionText();
  const { agent } = useSession();
  const may = useMay();
  const shown = actionsOf(actions, item, agent.id)
    .filter(({ key }) => !template.skipped.has(key))
    .filter((action) => isPermitted(action, may));
  if (shown.length === 0) return null;
  return (
    <span className={classes.actions}>
      <span className={classes.quiet}>{t('composer.template.then')}</span>
      {shown.map((action) => (
        <span key={action.key} className={classes.chip}>
          {words(action)}
          <button
            type="button"
            aria-label={t('composer.template.skip', { action: words(action) })}
            onClick={() => template.skip(action.key)}
          >
            <IconX size={12} stroke={2} aria-hidden />
          </button>
        </span>
      ))}
    </span>
  );
}
