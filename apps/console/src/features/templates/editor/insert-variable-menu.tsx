import type { TemplateVariable } from '@guichet/contracts';
import { Combobox } from '@guichet/ui';
import { Button, Popover } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useCurrentTemplate } from '../template-screen/use-current-template.js';

/** A flag is not printed, but decides whether a part is rendered, so it is inserted as a condition. */
const piece = ({ name, type }: TemplateVariable) =>
  type === 'flag' ? `{% if ${name} %}…{% endif %}` : `{{ ${name} }}`;

/** A menu that inserts a variable, which has another value in each case. */
export function InsertVariableMenu({ of, onChoose }: { of: string; onChoose: (piece: string) => void }) {
  const { t, i18n } = useTranslation();
  const { language } = useCurrentTemplate();
  const { data: variables = [] } = useQuery(variablesQuery);
  const [open, setOpen] = useState(false);
  const example = (variable: TemplateVariable) => variable.example[language].replace(/\n[^]*/, ' …');
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconBraces size={14} stroke={1.5} />}
          aria-label={`${t('templates.edit.insert')}: ${of}`}
          onClick={() => setOpen(!open)}
        >
          {t('templates.edit.variable')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4} w={380} maw="calc(100vw - 24px)" aria-label={t('templates.edit.insert')}>
        <Combobox
          label={t('templates.edit.findVariable')}
          choices={variables.map((variable) => ({
            value: variable.name,
            label: variable.label[shownLanguage(i18n)],
            hint: example(variable).slice(0, 26),
          }))}
          chosen={[]}
          onChoose={(name) => {
            const chosen = variables.find((variable) => variable.name === name);
            setOpen(false);
            // Once the menu has given the focus back.
            if (chosen) setTimeout(() => onChoose(piece(chosen)), 30);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
