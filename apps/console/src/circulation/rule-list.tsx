import type { Routing, Rule } from '@guichet/contracts';
import { Blank } from '@guichet/ui';
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { triedQuery } from '../api/circulation.js';
import { useMay } from '../session/use-session.js';
import settings from '../settings/settings.module.css';
import classes from './circulation.module.css';
import { ConflictNotice } from './conflict-notice.js';
import { newRule } from './draft-rule.js';
import { RuleCard } from './rule-card.js';
import { RuleDialog } from './rule-dialog.js';
import { SaveBar } from './save-bar.js';
import { Sortable } from './sortable.js';
import { TryPanel } from './try-panel.js';
import { useDocument } from './use-document.js';
import { useOrdered } from './use-ordered.js';

/** All rules: read as sentences, changed together, tried while they are changed. */
export function RuleList({ saved }: { saved: Routing }) {
  const { t } = useTranslation();
  const may = useMay();
  const own = useDocument<Routing>('/routing', ['routing'], saved);
  const { rules } = own.value;
  const [editing, setEditing] = useState<Rule>();
  const [latest, setLatest] = useState(500);
  const [settled] = useDebouncedValue(rules, 400);
  const tried = useQuery(triedQuery(settled, { latest }));
  const mayWrite = may('circulation.manage');

  const ordered = useOrdered<Rule>((next) => own.change((before) => ({ ...before, rules: next(before.rules) })));
  const heldFor = ({ id }: Rule) => {
    const held = tried.data?.byRule.find(({ ruleId }) => ruleId === id)?.held;
    return held === undefined || !tried.data?.read ? undefined : { held, read: tried.data.read };
  };
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing(newRule(crypto.randomUUID()))}>
      {t('circulation.routing.add')}
    </Button>
  );

  return (
    <>
      <header className={settings.head}>
        <h1>{t('circulation.routing.title')}</h1>
        {rules.length > 0 && add}
      </header>
      <p className={settings.lead}>{t('circulation.routing.lead')}</p>
      {!mayWrite && <p className={classes.readOnly}>{t('circulation.readOnly')}</p>}
      {own.conflict && <ConflictNotice onTheirs={() => void own.takeTheirs()} onMine={() => void own.keepMine()} />}
      {rules.length === 0 ? (
        <Blank icon={IconRoute} title={t('circulation.routing.empty')} action={add}>
          {t('circulation.routing.emptyText')}
        </Blank>
      ) : (
        <Sortable
          label={t('circulation.routing.list')}
          items={rules}
          nameOf={({ name }) => name}
          onMove={mayWrite ? ordered.move : undefined}
        >
          {(rule, index) => (
            <RuleCard
              rule={rule}
              tried={heldFor(rule)}
              first={index === 0}
              lastOne={index === rules.length - 1}
              onEdit={() => setEditing(rule)}
              onSwitch={(active) => ordered.keep({ ...rule, active })}
              onMove={(step) => ordered.move(index, index + step)}
              onDuplicate={() => ordered.duplicate(rule, index)}
              onDelete={() => ordered.remove(rule, index)}
            />
          )}
        </Sortable>
      )}
      {(rules.length > 0 || own.dirty) && (
        <TryPanel tried={tried} rules={settled} dirty={own.dirty} latest={latest} onLatest={setLatest} />
      )}
      <SaveBar
        dirty={own.dirty}
        what={t('circulation.routing.onSave')}
        error={own.error}
        pending={own.pending}
        disabled={own.conflict}
        onSave={own.save}
        onDiscard={own.discard}
      />
      {editing && (
        <RuleDialog
          rule={editing}
          isNew={!rules.some(({ id }) => id === editing.id)}
          onKeep={(rule) => {
            ordered.keep(rule);
            setEditing(undefined);
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}
