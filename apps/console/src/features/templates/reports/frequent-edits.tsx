import type { DraftFromEdits, TemplateUseReport } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../../shared/api/client.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { WordingWithChips } from '../editor/chips/wording-with-chips.js';
import { usePercent } from './key-figure.js';
import classes from './report.module.css';
import { variantOf } from '../variant-states-and-current-version.js';
import { useStoreVersion, useCurrentTemplate } from '../template-screen/template-screen-context.js';

type Edit = TemplateUseReport['edits'][number];

/** The edits that agents make again and again, each with a button that makes it a draft. */
export function FrequentEdits({ edits }: { edits: readonly Edit[] }) {
  const { t } = useTexts();
  const shown = edits
    .filter(({ deleted, changed }) => deleted + changed > 0)
    .toSorted((a, b) => b.deleted + b.changed - (a.deleted + a.changed));
  return (
    <section>
      <h2 className={classes.title}>{t('templates.use.edits')}</h2>
      {shown.length === 0 ? (
        <p className={classes.hint}>{t('templates.use.editsNone')}</p>
      ) : (
        <ul className={classes.edits}>
          {shown.map((edit) => (
            <EditedBlock key={`${edit.language}-${edit.number}-${edit.block}`} edit={edit} />
          ))}
        </ul>
      )}
    </section>
  );
}

function EditedBlock({ edit }: { edit: Edit }) {
  const { t } = useTexts();
  const percent = usePercent();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const keep = useStoreVersion();
  const { template } = useCurrentTemplate();
  const writes = template.rights.includes('write');
  // A draft that exists already must not be overwritten by a click here.
  const open = Boolean(variantOf(template, edit.language)?.open);
  const draft = useMutation({
    mutationFn: (how: DraftFromEdits['how']) => {
      const body: DraftFromEdits = { language: edit.language, block: edit.block, how };
      return call('draftFromEdits', { params: { id: template.id }, body });
    },
    onSuccess: async (begun) => {
      await keep(begun);
      toast({ message: t('templates.use.draftDone') });
      const language = edit.language === template.sourceLanguage ? undefined : edit.language;
      await navigate({ to: '/templates/$templateId', params: { templateId: template.id }, search: { language } });
    },
    onError: (error) => toastFailure(t('templates.use.draftFailed'), problemText(error)),
  });
  const said = [
    edit.deleted > 0 && t('templates.use.deletes', { share: percent(edit.deleted) }),
    edit.changed > 0 && t('templates.use.changes', { share: percent(edit.changed) }),
  ].filter(Boolean);
  return (
    <li className={classes.edit}>
      <p className={classes.fate}>
        {said.join(', ')} <span className={classes.quiet}>{t('templates.use.ofUses', { count: edit.uses })}</span>
      </p>
      <p className={classes.quiet}>
        {t('templates.edit.block', { number: edit.block + 1, kind: t(`templates.edit.kinds.${edit.kind}`) })} ·{' '}
        {t(`templates.language.${edit.language}`)}
      </p>
      <blockquote className={classes.quote} dir="auto">
        <WordingWithChips text={edit.text} />
      </blockquote>
      {edit.instead && (
        <>
          <p className={classes.fate}>{t('templates.use.instead', { share: percent(edit.instead.share) })}</p>
          <blockquote className={classes.quote} data-instead dir="auto">
            {edit.instead.text}
          </blockquote>
        </>
      )}
      {writes && open && <p className={classes.quiet}>{t('templates.use.draftOpen')}</p>}
      {writes && !open && (
        <div className={classes.acts}>
          {edit.instead && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={15} stroke={1.5} />}
              loading={draft.isPending}
              onClick={() => draft.mutate('replace')}
            >
              {t('templates.use.draftReplace')}
            </Button>
          )}
          {edit.deleted > 0 && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconTrash size={15} stroke={1.5} />}
              loading={draft.isPending}
              onClick={() => draft.mutate('delete')}
            >
              {t('templates.use.draftDelete')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
