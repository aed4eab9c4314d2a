import type { Macro, SaveMacro } from '@guichet/contracts';
import type { DemoTown } from './build-town.js';

type Wanted = Pick<SaveMacro, 'name' | 'acts'> & Partial<SaveMacro>;

/** What the town does to many a case in the same way. */
export async function setUpMacros({ admin, teamId }: DemoTown, caseTypes: ReadonlyMap<string, string>): Promise<void> {
  const report = caseTypes.get('Signalement');
  const macros: Wanted[] = [
    {
      name: 'Pièce manquante : attendre l’usager',
      acts: [
        { kind: 'note', text: 'Pièce demandée à l’usager ; relancer sans réponse sous dix jours.' },
        { kind: 'tags', add: ['pièce manquante'], remove: [] },
        { kind: 'status', to: 'waiting' },
        { kind: 'assign', to: 'me' },
      ],
    },
    {
      name: 'Signalement urgent à la voirie',
      acts: [
        { kind: 'priority', to: 'urgent' },
        ...(report ? [{ kind: 'case-type' as const, caseTypeId: report }] : []),
        { kind: 'follow' },
        { kind: 'team', teamId: teamId('Voirie') },
      ],
    },
  ];
  for (const macro of macros) await admin.post<Macro>('/macros', { ...macro, scope: 'everybody' });
}
