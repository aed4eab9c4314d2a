import type { TFunction } from 'i18next';

/** A file of agents as the import reads it, in the language of the reader: with a line for each way to give a role. */
export function agentImportExample(t: TFunction, teams: readonly string[]): string {
  const headings = (['email', 'name', 'teams', 'role', 'reach'] as const).map((column) =>
    t(`agents.import.heading.${column}`),
  );
  const own = teams[0] ?? '';
  const role = (key: 'case-worker' | 'front-desk' | 'supervisor') => t(`roles.role.${key}.name`);
  const rows = [
    ['camille.durand@example.org', 'Camille Durand', own, role('case-worker'), ''],
    ['ines.moreau@example.org', 'Inès Moreau', teams.slice(0, 2).join(' | '), role('front-desk'), ''],
    ['paul.lefevre@example.org', 'Paul Lefèvre', own, role('supervisor'), t('agents.import.allTeams')],
  ];
  return [headings, ...rows].map((cells) => `${cells.map(quoted).join(';')}\r\n`).join('');
}

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
