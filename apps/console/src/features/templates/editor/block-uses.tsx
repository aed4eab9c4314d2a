import type { BlockUses as Uses, TemplateSummary } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { blockUsesQuery } from '../../../shared/api/template-queries.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { VariantStateMark } from '../variant-state-mark.js';
import classes from './block-uses.module.css';

interface TextsProps {
  items: Uses['items'];
  /** What is said of those that the agent does not know, if there are any. */
  hidden: string | false;
  /** They are opened beside it. */
  isInDialog?: boolean;
}

/** The texts that include a shared block, each with its state. */
function TextsWithBlock({ items, hidden, isInDialog = false }: TextsProps) {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  return (
    <>
      <ul>
        {items.map(({ templateId, key, title, language, number, state, lacksBlock }) => (
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
            <VariantStateMark standing={lacksBlock ? 'lacksBlock' : state} lacksBlock={lacksBlock} />
          </li>
        ))}
      </ul>
      {hidden !== false && <p className={classes.hint}>{hidden}</p>}
    </>
  );
}

/** What the server says before a shared block is withdrawn. */
interface Asked {
  uses: Uses | undefined;
  error: unknown;
}

/** Says before a shared block is withdrawn which texts keep it, and which will lack it. */
export function BlockUsesBeforeWithdrawal({ uses, error }: Asked) {
  const { t } = useTexts();
  if (!uses) return error ? <p className={classes.hint}>{t('templates.blocks.usedFailed')}</p> : null;
  const { items, hidden, hiddenKeeping } = uses;
  if (items.length + hidden === 0) return <p className={classes.hint}>{t('templates.blocks.usedNowhere')}</p>;
  const keeping = items.filter(({ keepsBlock }) => keepsBlock);
  const others = items.filter(({ keepsBlock }) => !keepsBlock);
  const isKept = keeping.length > 0;
  // Those that would keep it and that the agent does not know will lack it, unless others keep it.
  const hiddenOthers = isKept ? hidden - hiddenKeeping : hidden;
  const count = others.length + hiddenOthers;
  return (
    <>
      {isKept && (
        <div className={classes.uses} data-keeps>
          <p role="alert">{t('templates.blocks.keeps', { count: keeping.length + hiddenKeeping })}</p>
          <TextsWithBlock
            items={keeping}
            hidden={hiddenKeeping > 0 && t('templates.blocks.keepsHidden', { count: hiddenKeeping })}
            isInDialog
          />
        </div>
      )}
      {count > 0 && (
        <div className={classes.uses}>
          <p className={classes.hint}>
            {t(isKept ? 'templates.blocks.keepsNot' : 'templates.blocks.willLack', { count })}
          </p>
          <TextsWithBlock
            items={others}
            hidden={hiddenOthers > 0 && t('templates.blocks.usedHidden', { count: hiddenOthers })}
            isInDialog
          />
        </div>
      )}
    </>
  );
}

const isWithdrawn = ({ variants }: TemplateSummary): boolean =>
  variants.some(({ withdrawn }) => withdrawn) && variants.every(({ approved }) => approved === null);

/** Where a shared block is included: what changes with it, or lacks it. */
export function BlockUses({ block }: { block: TemplateSummary }) {
  const { t } = useTexts();
  const { data, error } = useQuery(blockUsesQuery(block.id));
  if (!data) return error ? <p className={classes.hint}>{t('templates.blocks.usedFailed')}</p> : null;
  const { items, hidden } = data;
  return (
    <section className={classes.uses} aria-labelledby="block-uses">
      <h2 id="block-uses">{t('templates.blocks.usedIn')}</h2>
      {items.length + hidden === 0 ? (
        <p className={classes.hint}>{t('templates.blocks.usedNowhere')}</p>
      ) : (
        <>
          <p className={classes.hint}>
            {t(isWithdrawn(block) ? 'templates.blocks.noLonger' : 'templates.blocks.changes')}
          </p>
          <TextsWithBlock items={items} hidden={hidden > 0 && t('templates.blocks.usedHidden', { count: hidden })} />
        </>
      )}
    </section>
  );
}
