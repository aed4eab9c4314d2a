import type { BlockUses as Uses } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { blockUsesQuery } from '../../../shared/api/template-queries.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { VariantStateMark } from '../variant-state-mark.js';
import classes from './block-uses.module.css';

/** The texts that include a shared block, each with its state. `isInDialog`: they are opened beside it. */
function TextsWithBlock({ uses: { items, hidden }, isInDialog = false }: { uses: Uses; isInDialog?: boolean }) {
  const { t } = useTranslation();
  const { titleOf } = useTemplateNames();
  return (
    <>
      <ul>
        {items.map(({ templateId, key, title, language, number, state }) => (
          <li key={`${templateId}-${language}-${number}`}>
            <Link
              to="/templates/$templateId"
              params={{ templateId }}
              search={{ language }}
              target={isInDialog ? '_blank' : undefined}
            >
              <bdi>{titleOf({ key, title })}</bdi>
            </Link>
            <abbr title={t(`templates.language.${language}`)}>{language.toUpperCase()}</abbr>
            <VariantStateMark standing={state} />
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className={classes.hint}>{t('templates.blocks.usedHidden', { count: hidden })}</p>}
    </>
  );
}

/** Says before a shared block is withdrawn which texts include it. */
export function BlockUsesBeforeWithdrawal({ blockId }: { blockId: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(blockUsesQuery(blockId));
  if (!data) return error ? <p className={classes.hint}>{t('templates.blocks.usedFailed')}</p> : null;
  if (data.items.length + data.hidden === 0) return <p className={classes.hint}>{t('templates.blocks.usedNowhere')}</p>;
  return (
    <div className={classes.uses}>
      <p className={classes.hint}>{t('templates.blocks.notWithout')}</p>
      <TextsWithBlock uses={data} isInDialog />
    </div>
  );
}

/** Where a shared block is included: what changes with it. */
export function BlockUses({ blockId }: { blockId: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(blockUsesQuery(blockId));
  if (!data) return error ? <p className={classes.hint}>{t('templates.blocks.usedFailed')}</p> : null;
  const { items, hidden } = data;
  return (
    <section className={classes.uses} aria-labelledby="block-uses">
      <h2 id="block-uses">{t('templates.blocks.usedIn')}</h2>
      {items.length + hidden === 0 ? (
        <p className={classes.hint}>{t('templates.blocks.usedNowhere')}</p>
      ) : (
        <>
          <p className={classes.hint}>{t('templates.blocks.changes')}</p>
          <TextsWithBlock uses={data} />
        </>
      )}
    </section>
  );
}
