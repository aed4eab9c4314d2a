import type { CaseDetail, CaseLink } from '@guichet/contracts';
import { StatusMark } from '@guichet/ui';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { SidePanelCase, SidePanelCases, SidePanelSection } from '../../../shared/layout/side-panel-section.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './linked-cases.module.css';
import { useCaseLinks } from './use-case-links.js';

interface Props {
  item: CaseDetail;
  onOpen: (caseId: string) => void;
}

function LinkedCase({ item, link, onOpen }: Props & { link: CaseLink }) {
  const { t } = useTexts();
  const may = useMay();
  const { unlink } = useCaseLinks(item);
  const canChange = may('case.update') && !item.mergedInto && !link.merged;
  return (
    <SidePanelCase
      subject={link.subject || t('common.noSubject')}
      facts={
        <>
          <StatusMark status={link.status} label={t(`common.status.${link.status}`)} />
          <span>{link.reference}</span>
        </>
      }
      after={
        canChange && (
          <ActionIcon
            size={26}
            className={classes.remove}
            aria-label={t('case.linked.remove', { reference: link.reference })}
            onClick={() => void unlink(link)}
          >
            <IconX size={15} stroke={1.5} />
          </ActionIcon>
        )
      }
      onOpen={() => onOpen(link.caseId)}
    />
  );
}

/** The cases to which a case is linked, by what they are to it, with the way to link another one. */
export function LinkedCases({ item, onOpen }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const groups = Map.groupBy(
    item.links.filter(({ state }) => state === 'linked'),
    ({ kind }) => kind,
  );
  const canAdd = may('case.update') && !item.mergedInto;
  if (groups.size === 0 && !canAdd) return null;
  return (
    <SidePanelSection title={t('case.panel.links')}>
      {(['parent', 'child', 'related'] as const).map((kind) => {
        const links = groups.get(kind);
        return (
          links && (
            <div key={kind} className={classes.group} role="group" aria-label={t(`case.linked.is.${kind}`)}>
              {/* Where all are only related, the heading says enough. */}
              {(kind !== 'related' || groups.size > 1) && (
                <h3 className={classes.kind}>{t(`case.linked.is.${kind}`)}</h3>
              )}
              <SidePanelCases>
                {links.map((link) => (
                  <LinkedCase key={link.caseId} item={item} link={link} onOpen={onOpen} />
                ))}
              </SidePanelCases>
            </div>
          )
        );
      })}
      {canAdd && (
        <Button
          className={classes.add}
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={() => setOverlay({ kind: 'link-case', item })}
        >
          {t('case.linked.add')}
        </Button>
      )}
    </SidePanelSection>
  );
}
