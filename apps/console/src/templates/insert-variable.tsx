import type { TemplateVariable } from '@guichet/contracts';
import { Button, Popover } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../api/queries.js';
import { Chooser } from '../case/chooser.js';
import { useTemplate } from './use-template.js';

/** A flag says nothing itself: it decides whether something is said. */
const piece = ({ name, type }: TemplateVariable) =>
  type === 'flag' ? `{% if ${name} %}…{% endif %}` : `{{ ${name} }}`;

/** What stands in a text for something that differs from case to case. */
export function InsertVariable({ of, onChoose }: { of: string; onChoose: (piece: string) => void }) {
  const { t, i18n } = useTranslation();
  const { language } = useTemplate();
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
          aria-label={`${t('library.edit.insert')}: ${of}`}
          onClick={() => setOpen(!open)}
        >
          {t('library.edit.variable')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4} w={380} maw="calc(100vw - 24px)" aria-label={t('library.edit.insert')}>
        <Chooser
          label={t('library.edit.findVariable')}
          choices={variables.map((variable) => ({
            value: variable.name,
            label: variable.label[i18n.language === 'fr' ? 'fr' : 'en'],
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
