import { detectLanguage } from './detect-language.js';

describe('the language of a message', () => {
  it.each([
    ['fr', 'Bonjour, où inscrire ma fille à l’école ?'],
    ['fr', 'slt c ouvert samedi?'],
    ['fr', 'il y a un nid de poule rue des Lilas'],
    ['en', 'my bin was not collected'],
    ['ar', 'السلام عليكم، أريد تسجيل ابنتي في المدرسة'],
    ['fa', 'سلام، می‌خواهم دخترم را در مدرسه ثبت‌نام کنم'],
    ['es', 'gracias por su ayuda'],
    ['pt', 'Preciso de uma certidão de nascimento'],
    ['de', 'Wann ist das Rathaus geöffnet?'],
    ['it', 'Buongiorno, vorrei un certificato di residenza'],
    ['nl', 'Goedemiddag, ik wil graag een afspraak maken'],
    ['pl', 'Dzień dobry, chciałbym umówić się na spotkanie'],
    ['ro', 'buna ziua, as vrea o programare'],
    ['ru', 'Здравствуйте, мне нужна справка о проживании'],
    ['uk', 'Добрий день, мені потрібна довідка про проживання'],
    ['tr', 'Merhaba, oğlumu okula kaydettirmek istiyorum'],
    ['zh', '你好，我想给孩子报名上学'],
    ['vi', 'Xin chào, tôi muốn đăng ký cho con đi học'],
    ['sq', 'Përshëndetje, dua të regjistroj fëmijën në shkollë'],
    ['hy', 'Բարեւ'],
    ['ka', 'გამარჯობა'],
    ['ta', 'வணக்கம்'],
    ['bn', 'আমি আমার মেয়েকে স্কুলে ভর্তি করতে চাই'],
    ['ja', '転出届を出したいです'],
  ])('is %s: %s', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language);
  });

  it.each([
    '',
    'Bonjour',
    'Ok',
    'Martin Dupont',
    'RDV CNI',
    'GCH-2026-004812',
    '😀😀',
    'مرحبا',
    '06 12 34 56 78',
    'https://ville.test/ecole?fr=1',
  ])('is not known: %s', async (text) => {
    expect(await detectLanguage(text)).toBeNull();
  });

  it.each([
    [
      'nl',
      'Geachte heer, ik heb je bericht ontvangen. Les pour les enfants staat op het bord, maar wanneer begint de les precies?',
    ],
    ['de', 'Sehr geehrte Damen und Herren, was heißt « merci pour votre patience » im Formular des Amtes?'],
    ['en', 'Good morning, the letter says “nous sommes fermés” and I do not know what that means, could you tell me?'],
    ['es', 'Buenos días, les escribo para pedir una cita con el servicio de estado civil, muchas gracias'],
    ['pt', 'Bom dia, escrevo para vos pedir uma certidão de nascimento, e também para saber o horário'],
    ['it', 'Buongiorno, vi scrivo per mio figlio che deve iscriversi alla scuola materna qui a Lione'],
    ['ro', 'Bună ziua, vă scriu pentru o programare, este nevoie de un certificat de naștere pentru fiica mea'],
  ])('is %s also where French words occur: %s', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language);
  });

  it('is detected from the beginning, however long the message', async () => {
    const french = 'Bonjour, où est la mairie, et quand est-elle ouverte ? '.repeat(20);
    expect(await detectLanguage(french + 'where is the town hall '.repeat(50_000))).toBe('fr');
    expect(await detectLanguage('a'.repeat(500_000))).toBeNull();
  });
});
