import type { Language } from '@guichet/contracts';
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconLanguage, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './disclosure-finding-list.module.css';
import type { FoundInMessage } from './use-disclosure-and-consistency-check.js';

/** How what is asked about can be mended. */
export interface PointFixes {
  /** Has the reply in another language, with what signs it. */
  setLanguage?: (language: Language) => void;
  /** Puts the newer text of what has one into the reply; undefined: there is none that can be read. */
  useNewText?: (() => void) | undefined;
}

interface PointProps {
  id: string;
  icon: ReactNode;
  words: string;
  check: FoundInMessage;
  /** How it can be mended. */
  children?: ReactNode;
}

/** Something that the agent may have meant as it is. */
function Point({ id, icon, words, check: { seen, acknowledge }, children }: PointProps) {
  const { t } = useTexts();
  return (
    <li className={classes.finding}>
      {icon}
      <div>
        <p id={`finding-${id}`} className={classes.words}>
          {words}
        </p>
        <div className={classes.acts}>
          <Checkbox
            size="xs"
            label={t('composer.check.textIsRight')}
            aria-describedby={`finding-${id}`}
            checked={seen.has(id)}
            onChange={(event) => acknowledge(id, event.currentTarget.checked)}
          />
          {children}
        </div>
      </div>
    </li>
  );
}

interface Props {
  check: FoundInMessage;
  fixes: PointFixes;
}

/** What the agent has written is in another language than what was chosen, or sentences of theirs are. */
function LanguagePoints({ check, fixes: { setLanguage } }: Props) {
  const { t } = useTexts();
  const { inOther, readsLike } = check;
  const icon = <IconLanguage size={15} stroke={1.75} aria-hidden />;
  return (
    <>
      {inOther && (
        <Point
          id={inOther.key}
          icon={icon}
          words={t(`composer.check.ownIn.${inOther.language}`, { count: inOther.count })}
          check={check}
        />
      )}
      {readsLike && (
        <Point
          id={readsLike.key}
          icon={icon}
          words={t(`composer.check.readsLike.${readsLike.readsLike}`)}
          check={check}
        >
          {setLanguage && (
            <Button size="compact-xs" variant="default" onClick={() => setLanguage(readsLike.readsLike)}>
              {t(`composer.check.changeTo.${readsLike.readsLike}`)}
            </Button>
          )}
        </Point>
      )}
    </>
  );
}

/** Shared blocks of which a newer text was approved since the reply was begun. */
function BlockPoints({ check, fixes: { useNewText } }: Props) {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  return check.blocks?.map((block) => (
    <Point
      key={block.key}
      id={block.key}
      icon={<IconRefresh size={15} stroke={1.75} aria-hidden />}
      words={t('composer.check.blockReplaced', { name: titleOf(block) })}
      check={check}
    >
      {useNewText && (
        <Button size="compact-xs" variant="default" onClick={useNewText}>
          {t('composer.template.useNewText')}
        </Button>
      )}
    </Point>
  ));
}

/**
 * What the agent is asked about once before the reply leaves: another language than the chosen one, blocks that have a newer text, and
 * fields of the template whose value the text does not say.
 */
export function TemplatePointList({ check, fixes }: Props) {
  const { t } = useTexts();
  const { unfollowed = [], inOther, readsLike, blocks = [] } = check;
  if (unfollowed.length === 0 && blocks.length === 0 && !inOther && !readsLike) return null;
  return (
    <ul className={classes.findings}>
      <LanguagePoints check={check} fixes={fixes} />
      <BlockPoints check={check} fixes={fixes} />
      {unfollowed.map(({ key, label, said, still }) => (
        <Point
          key={key}
          id={key}
          icon={<IconAlertTriangle size={15} stroke={1.75} aria-hidden />}
          words={
            still === undefined
              ? t('composer.check.unfollowed', { label, said: said.join(', ') })
              : t('composer.check.stillSaid', { label, said: still })
          }
          check={check}
        />
      ))}
    </ul>
  );
}
