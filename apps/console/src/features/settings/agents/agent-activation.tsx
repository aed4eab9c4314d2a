import type { Agent } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeactivationEffects } from './use-deactivation-effects.js';
import { useSaveAgent } from './use-save-agent.js';

/** Deactivates an agent, or makes them active again, after it was said what that means. */
export function AgentActivation({ agent }: { agent: Agent }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t(agent.active ? 'agents.activation.deactivate' : 'agents.activation.reactivate')}
      </Button>
      {isAsking && <ActivationDialog agent={agent} onClose={() => setAsking(false)} />}
    </>
  );
}

function ActivationDialog({ agent: asked, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation();
  // Once it is saved, the agent is read again before the dialog closes: it must not ask for the contrary.
  const [agent] = useState(asked);
  const { name, active } = agent;
  const save = useSaveAgent(agent, onClose);
  const effects = useDeactivationEffects(active ? agent.id : undefined);
  const sentences = active ? (effects ?? [t('agents.activeHint')]) : [t('agents.activation.onWhat')];
  return (
    <FormDialog
      title={t(active ? 'agents.activation.title' : 'agents.activation.onTitle', { name })}
      error={save.error}
      submit={t(active ? 'agents.activation.deactivate' : 'agents.activation.reactivate')}
      pending={save.isPending}
      onSubmit={() => save.mutate({ active: !active })}
      onClose={onClose}
    >
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </FormDialog>
  );
}
