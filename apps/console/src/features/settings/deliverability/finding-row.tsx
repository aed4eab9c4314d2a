import type { DeliverabilityFinding } from '@guichet/contracts';
import { IconAlertTriangle, IconBulb, IconCircleCheck, IconCircleDashed, IconHelpCircle } from '@tabler/icons-react';
import { CopiedValue } from '../../../shared/forms/copied-value.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './deliverability.module.css';

const glyphs = {
  ...{ ok: IconCircleCheck, advice: IconBulb, wrong: IconAlertTriangle, unknown: IconHelpCircle },
  'not-needed': IconCircleDashed,
};

/** What one check has found, in words, with the line to add. */
export function FindingRow({ finding: { check, state, code, data, found, add } }: { finding: DeliverabilityFinding }) {
  const { t } = useTexts();
  const Glyph = glyphs[state];
  const { policy, url } = data;
  const isWrong = state === 'wrong' || state === 'advice';
  return (
    <li className={classes.finding} data-state={state}>
      <Glyph size={18} stroke={1.75} aria-hidden />
      <div className={classes.body}>
        <h3>
          {t(`deliverability.checkName.${check}`)} <span>{t(`deliverability.state.${state}`)}</span>
        </h3>
        <p>{t(`deliverability.found.${code}`, data)}</p>
        {code === 'ptr-missing' && <p>{t('deliverability.ofProvider')}</p>}
        {found.length > 0 && (
          <dl>
            <dt>{t('deliverability.foundLabel')}</dt>
            {found.map((record) => (
              <dd key={record}>
                <code>{record}</code>
              </dd>
            ))}
          </dl>
        )}
        {add.map(({ line }) => (
          <div key={line} className={classes.add}>
            <span>{t(found.length > 0 ? 'deliverability.replace' : 'deliverability.add')}</span>
            <CopiedValue value={line} />
          </div>
        ))}
        {isWrong && typeof policy === 'string' && (
          <div className={classes.add}>
            <span>{t('deliverability.policyFile', { url })}</span>
            <CopiedValue value={policy} />
          </div>
        )}
      </div>
    </li>
  );
}
