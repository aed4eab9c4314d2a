import type { Routing, Rule } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ruleTrialQuery } from '../../../shared/api/settings-queries.js';
import { newRule } from './edit-rule.js';
import { OrderedListPage } from '../../../shared/ordered-list/ordered-list-page.js';
import { RuleCard } from './rule-card.js';
import { RuleDialog } from './rule-dialog.js';
import { MessageTrialPanel } from './message-trial-panel.js';
import { RuleTrialPanel } from './rule-trial-panel.js';
import { call } from '../../../shared/api/client.js';
import { useEditableDocument } from '../../../shared/forms/use-editable-document.js';
import { kept, useOrderedList } from '../../../shared/ordered-list/use-ordered-list.js';

/** All rules: read as sentences, changed together, tried while they are changed. */
export function RuleList({ saved }: { saved: Routing }) {
  const own = useEditableDocument<Routing>(
    { read: () => call('getRouting'), save: (body) => call('saveRouting', { body }) },
    ['routing'],
    saved,
  );
  const { rules } = own.value;
  const [editing, setEditing] = useState<Rule>();
  const [latest, setLatest] = useState(500);
  const [settled] = useDebouncedValue(rules, 400);
  const tried = useQuery(ruleTrialQuery(settled, { latest }));

  const ordered = useOrderedList<Rule>((next) => own.change((before) => ({ ...before, rules: next(before.rules) })));
  const heldFor = ({ id }: Rule) => {
    const held = tried.data?.byRule.find(({ ruleId }) => ruleId === id)?.matched;
    return held === undefined || !tried.data?.checked ? undefined : { held, read: tried.data.checked };
  };

  return (
    <>
      <OrderedListPage
        of="routing"
        icon={IconRoute}
        own={own}
        items={rules}
        added={ordered.added}
        onMove={ordered.move}
        onAdd={() => setEditing(newRule(crypto.randomUUID()))}
        below={
          (rules.length > 0 || own.dirty) && (
            <>
              <MessageTrialPanel rules={settled} />
              <RuleTrialPanel tried={tried} rules={settled} dirty={own.dirty} latest={latest} onLatest={setLatest} />
            </>
          )
        }
      >
        {(rule, index) => (
          <RuleCard
            rule={rule}
            tried={heldFor(rule)}
            first={index === 0}
            lastOne={index === rules.length - 1}
            onEdit={() => setEditing(rule)}
            onSwitch={(active) => ordered.change({ ...rule, active })}
            onMove={(step) => ordered.move(index, index + step)}
            onDuplicate={() => ordered.duplicate(rule, index)}
            onDelete={() => ordered.remove(rule, index)}
          />
        )}
      </OrderedListPage>
      {editing && (
        <RuleDialog
          rule={editing}
          isNew={!rules.some(({ id }) => id === editing.id)}
          rulesWith={(rule) => kept(rules, rule)}
          othersChanged={own.dirty}
          latest={latest}
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
