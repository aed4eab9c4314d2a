/**
 * French for what a channel's schema calls its settings. A phrase that is not here is shown as the schema has it, so a
 * new channel works before it is translated.
 */
export const schemaFr: Readonly<Record<string, string>> = {
  Mail: 'Courriel',
  Address: 'Adresse',
  'Citizens write to it, and answers come from it.': 'Les usagers y écrivent, et les réponses en partent.',
  'Other addresses': 'Autres adresses',
  'Also received by this account.': 'Également reçues par ce compte.',
  'Sender name': 'Nom d’expéditeur',
  'Shown beside the address; by default the name of the account.':
    'Affiché à côté de l’adresse ; par défaut, le nom du compte.',
  Incoming: 'Réception',
  'Built-in mail server': 'Serveur de courriel intégré',
  'Receives mail for these addresses on the SMTP port.': 'Reçoit le courriel de ces adresses sur le port SMTP.',
  'Mailbox to read (IMAP)': 'Boîte à relever (IMAP)',
  'Mail is fetched as it arrives and stays in the mailbox, marked as read.':
    'Le courriel est relevé dès son arrivée et reste dans la boîte, marqué comme lu.',
  Server: 'Serveur',
  Port: 'Port',
  '993 with TLS, 143 without.': '993 avec TLS, 143 sans.',
  'TLS from the start': 'TLS dès la connexion',
  'Off: STARTTLS is used where the server offers it.': 'Désactivé : STARTTLS est employé si le serveur le propose.',
  User: 'Identifiant',
  Password: 'Mot de passe',
  Mailbox: 'Boîte',
  'Outgoing server (SMTP)': 'Serveur d’envoi (SMTP)',
  '587 or 25 with STARTTLS, 465 with TLS from the start.': '587 ou 25 avec STARTTLS, 465 avec TLS dès la connexion.',
  'Off: STARTTLS is used where the server offers it, and always before a password.':
    'Désactivé : STARTTLS est employé si le serveur le propose, et toujours avant un mot de passe.',
  'Undo time': 'Délai d’annulation',
  'Seconds during which an answer can still be taken back.':
    'Secondes pendant lesquelles une réponse peut être reprise.',
};
