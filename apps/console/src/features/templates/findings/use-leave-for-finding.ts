import type { TemplateVersion } from '@guichet/contracts';
import { useNavigate } from '@tanstack/react-router';
import type { FindingTarget } from './finding-target.js';
import { goToFindingAfterClosing } from './go-to-finding.js';

/** Returns a function that closes a dialog, shows the language of a version, and goes to the target of one of its findings. */
export function useLeaveForFinding({ templateId, language }: TemplateVersion, onClose: () => void) {
  const navigate = useNavigate();
  const leave = async (place: FindingTarget) => {
    onClose();
    await navigate({ to: '/templates/$templateId', params: { templateId }, search: { language } });
    goToFindingAfterClosing(place);
  };
  return (place: FindingTarget) => void leave(place);
}
