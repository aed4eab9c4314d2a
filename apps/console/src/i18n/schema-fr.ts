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

  // Several channels.
  'Web chat': 'Chat du site',
  Counter: 'Guichet',
  Phone: 'Téléphone',
  Post: 'Courrier',
  Name: 'Nom',
  Language: 'Langue',
  Text: 'Texte',
  Title: 'Titre',
  Number: 'Numéro',
  French: 'Français',
  English: 'Anglais',
  'Mail account': 'Compte de courriel',
  'Mail address': 'Adresse de courriel',
  'Access token': 'Jeton d’accès',
  'API address': 'Adresse de l’API',
  off: 'non',
  optional: 'facultatif',
  required: 'obligatoire',

  // Chat.
  'Web sites': 'Sites',
  'Origins whose pages may show the chat: https://www.town.example':
    'Origines dont les pages peuvent afficher le chat : https://www.ville.example',
  'At the top of the chat.': 'En haut du chat.',
  Colour: 'Couleur',
  'As #1d4ed8.': 'Comme #1d4ed8.',
  'First words': 'Premiers mots',
  'Asked before the conversation': 'Demandé avant la conversation',
  'Text to agree to': 'Texte à accepter',
  'The visitor must tick it before the first message.': 'Le visiteur doit le cocher avant le premier message.',
  Hours: 'Horaires',
  'When somebody answers: mo-fr 09:00-12:30, mo-th 13:30-17:00. Empty: always.':
    'Quand quelqu’un répond : mo-fr 09:00-12:30, mo-th 13:30-17:00. Vide : toujours.',
  'Time zone': 'Fuseau horaire',
  'Form outside the hours': 'Formulaire hors des horaires',
  'Off: the conversation stays open.': 'Désactivé : la conversation reste ouverte.',
  'Go on by mail': 'Poursuivre par courriel',
  'Answers that a visitor who left has not seen are mailed to them.':
    'Les réponses qu’un visiteur parti n’a pas vues lui sont envoyées par courriel.',
  'Minutes before the mail': 'Minutes avant le courriel',
  'Identity secret': 'Secret d’identité',
  'A web site that knows its visitors signs who they are with it.':
    'Un site qui connaît ses visiteurs signe avec lui qui ils sont.',

  // Meta.
  'Facebook page': 'Page Facebook',
  'Page ID': 'Identifiant de la page',
  'Under “About” of the Facebook page.': 'Dans « À propos » de la page Facebook.',
  'One that does not expire: of a system user, or of the page.':
    'Un jeton qui n’expire pas : d’un utilisateur système, ou de la page.',
  'App secret': 'Clé secrète de l’application',
  'From the basic settings of the Meta app; proves that a webhook call is from Meta.':
    'Dans les paramètres généraux de l’application Meta ; prouve qu’un appel vient de Meta.',
  'Verify token': 'Jeton de vérification',
  'Any phrase: Meta asks for the same one when you give it the webhook address.':
    'Une phrase quelconque : Meta la redemande quand vous lui donnez l’adresse du webhook.',
  'Only where calls go through a proxy.': 'Seulement si les appels passent par un proxy.',
  'WhatsApp number': 'Numéro WhatsApp',
  'Phone number ID': 'Identifiant du numéro',
  'Not the number itself: its id at Meta.': 'Pas le numéro lui-même : son identifiant chez Meta.',
  'WhatsApp Business account ID': 'Identifiant du compte WhatsApp Business',
  'Lets the test look at the webhook and the templates.':
    'Permet au test de regarder le webhook et les messages approuvés.',
  'Approved templates': 'Messages approuvés',
  'May be sent when the citizen last wrote more than 24 hours ago.':
    'Peuvent partir quand le dernier message de l’usager a plus de 24 heures.',
  'As Meta spells it: fr, en_US.': 'Écrite comme chez Meta : fr, en_US.',
  'As approved, with its blanks {{1}}, {{2}}…': 'Tel qu’approuvé, avec ses champs {{1}}, {{2}}…',

  // SMS.
  'SMS by Twilio': 'SMS par Twilio',
  'Account SID': 'SID du compte',
  'Auth token': 'Jeton d’authentification',
  'The primary one: it also signs the webhook calls.': 'Le jeton principal : il signe aussi les appels du webhook.',
  'Of the Twilio account. A sender name of letters can send and not receive.':
    'Du compte Twilio. Un nom d’expéditeur en lettres peut envoyer, pas recevoir.',
  'Messaging service': 'Service de messagerie',
  'Its SID, where a pool of numbers sends and receives.': 'Son SID, si plusieurs numéros envoient et reçoivent.',
  'Only for another region of Twilio, or a proxy.': 'Seulement pour une autre région de Twilio, ou un proxy.',
  'Look after missed messages': 'Rattraper les messages manqués',
  'Every so many seconds Twilio is asked for messages whose webhook call was lost.':
    'À cet intervalle, en secondes, Twilio est interrogé sur les messages dont l’appel s’est perdu.',

  // Telegram and Mastodon.
  'Telegram bot': 'Robot Telegram',
  'Bot token': 'Jeton du robot',
  'As @BotFather gives it.': 'Tel que @BotFather le donne.',
  'Secret token': 'Jeton secret',
  'Any phrase of letters and digits: Telegram shows it with each call, which proves that it is Telegram.':
    'Une suite de lettres et de chiffres : Telegram la présente à chaque appel, ce qui prouve que c’est lui.',
  'Only for a Bot API server of your own, or a proxy.': 'Seulement pour votre propre serveur Bot API, ou un proxy.',
  'Mastodon account': 'Compte Mastodon',
  Instance: 'Instance',
  'Address of the server, as https://mastodon.ville.example':
    'Adresse du serveur, comme https://mastodon.ville.example',
  'Of an application of the account (Preferences, Development) with the scopes read and write.':
    'D’une application du compte (Préférences, Développement) avec les droits read et write.',
  'Look for news': 'Chercher du nouveau',
  'Every so many seconds.': 'À cet intervalle, en secondes.',

  // Another system.
  'Connection to another system': 'Connexion à un autre système',
  'Their address': 'Son adresse',
  'Answers are sent there as signed JSON.': 'Les réponses y partent en JSON signé.',
  'Shared secret': 'Secret partagé',
  'Signs what goes either way: give the same one to the other system.':
    'Signe ce qui passe dans les deux sens : donnez le même à l’autre système.',
  'Short name': 'Nom court',
  'Tells its people from those of other systems; by default its host.':
    'Distingue ses personnes de celles d’autres systèmes ; par défaut, son hôte.',
};
