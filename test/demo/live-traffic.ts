import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelKind } from '@guichet/contracts';
import { demoFile } from './demo-files.js';
import { inhabitant } from './everyday-people.js';
import { askedOf, subjects } from './everyday-texts.js';
import type { CitizenMessage, CitizenChannel } from './channels/citizen-channel.js';
import { people, phoneOwners, type Person } from './invented-people.js';

interface Idea {
  by: ChannelKind;
  from: Person;
  text: string;
  subject?: string;
  files?: string[];
}

const ideas: Idea[] = [
  { by: 'sms', from: people.thomas, text: 'Bonjour, le feu piéton place du Marché reste au rouge depuis ce matin.' },
  {
    by: 'email',
    from: people.georges,
    subject: 'Encore le lampadaire',
    text: 'Bonjour,\n\nLe 214 clignote maintenant. Le 212 va bien, merci.\n\nG. Lampin',
  },
  { by: 'chat', from: people.noemie, text: 'Coucou, le bureau 4 est accessible en fauteuil ?' },
  { by: 'whatsapp', from: people.yasmine, text: 'السلام عليكم، متى موعد اللجنة من فضلكم؟' },
  { by: 'messenger', from: people.jeanNoel, text: "L'affichage des temps d'attente marche très bien, bravo." },
  { by: 'mastodon', from: people.maud, text: 'Les arceaux à vélo de la gare sont arrivés 🚲 merci !' },
  {
    by: 'webhook',
    from: people.priya,
    subject: 'Une idée pour Valbourg',
    text: 'Idée : un banc à l’ombre devant la médiathèque.',
  },
  { by: 'sms', from: people.grace, text: 'Hi, is the recycling centre open on the bank holiday?' },
  {
    by: 'email',
    from: people.odile,
    subject: 'Merci',
    text: 'Bonjour,\n\nLa caisse de retraite a accepté l’extrait. Merci encore.\n\nOdile Marchand',
  },
  {
    by: 'whatsapp',
    from: people.lucette,
    text: 'bonjour, la déclaration de dégâts, il faut des photos ?',
    files: ['toit abîmé.png'],
  },
  {
    by: 'sms',
    from: people.corentin,
    text: "Bonjour, ma nouvelle carte d'identité est-elle arrivée ? (par écrit svp)",
  },
  {
    by: 'email',
    from: people.fabrice,
    subject: 'Facture F-0142',
    text: 'Bonjour,\n\nPourriez-vous me donner le numéro d’engagement pour F-0142 ?\n\nF. Balard',
    files: ['F-0142.pdf'],
  },
  { by: 'chat', from: people.corentin, text: 'Bonjour, le plan d’accès de la mairie annexe est-il en ligne ?' },
  {
    by: 'mastodon',
    from: people.thomas,
    text: 'Quelqu’un sait si la rue Basse est rouverte ?',
    files: ['rue Basse.png'],
  },
  { by: 'messenger', from: people.jeanNoel, text: 'Mon passeport est prêt, je passe jeudi. Faut-il un rendez-vous ?' },
  {
    by: 'email',
    from: people.rives,
    subject: 'Analyses : une précision',
    text: 'Bonjour,\n\nLe tableau 3 est-il en mg/l ou en µg/l ?\n\nS. Abadie',
  },
];

/** Those before have written in the three months that are told. */
const FIRST_STRANGER = 1_500;

const thanks = [
  'Merci beaucoup !',
  'Parfait, merci 🙏',
  'D’accord, bonne journée.',
  'Super, merci pour votre réponse rapide.',
  '👍',
];

/** A moment of a human: between `least` and `most` seconds. */
const moment = (least: number, most: number, signal: AbortSignal) =>
  sleep(1000 * (least + Math.random() * (most - least)), undefined, { signal, ref: false });

const oneOf = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(Math.random() * things.length)]!;

/** Citizens who go on writing, and who read and answer what the town writes to them, until `stop`. */
export class Traffic {
  private readonly stopped = new AbortController();
  private waiting = ideas.toSorted(() => Math.random() - 0.5);
  private strangers = 0;

  constructor(
    private readonly lines: ReadonlyMap<ChannelKind, CitizenChannel>,
    private readonly say: (line: string) => void,
  ) {}

  start(): void {
    void this.goOn(async (signal) => {
      for (;;) {
        await moment(20, 60, signal);
        await this.write(this.waiting.pop() ?? this.everyday());
      }
    });
  }

  stop(): void {
    this.stopped.abort();
  }

  /** Somebody whose phone nobody holds looks at it by themselves. */
  received(kind: ChannelKind, { id, to }: { id: string; to: Person }): void {
    if (phoneOwners.some((owner) => people[owner] === to)) return;
    void this.goOn(async (signal) => {
      await moment(3, 9, signal);
      await this.lines.get(kind)!.read?.(to);
      if (Math.random() < 0.4) return;
      await moment(5, 15, signal);
      await this.write({ by: kind, from: to, text: oneOf(thanks) }, id);
    });
  }

  /** Once everybody who is known has written, somebody else asks what a town is asked every day. */
  private everyday(): Idea {
    const n = this.strangers++;
    const from = inhabitant(FIRST_STRANGER + n);
    const subject = oneOf(subjects);
    return { by: n % 2 === 0 ? 'sms' : 'email', from, subject, text: askedOf(subject, n) };
  }

  private write({ by, from, text, subject, files = [] }: Idea, answering?: string): Promise<string> {
    const letter: CitizenMessage = {
      text,
      files: files.map(demoFile),
      ...(subject && { subject }),
      ...(answering && { answering }),
    };
    return this.lines.get(by)!.write(from, letter);
  }

  private async goOn(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    await work(this.stopped.signal).catch((error: unknown) => {
      if (!this.stopped.signal.aborted) this.say(`a citizen could not go on: ${String(error)}`);
    });
  }
}
