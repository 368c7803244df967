import type { AssistantLanguage } from '../../shared/assistant.ts';

/** What the assistant says of itself, where no article and no language model says it. */
export interface AssistantWords {
  readonly hello: string;
  readonly thanks: string;
  readonly bye: string;
  readonly calm: string;
  readonly rules: string;
  readonly asked: string;
  readonly unsure: string;
  readonly unsureNear: (titles: string) => string;
  readonly outOfScope: string;
  readonly personal: string;
  readonly distress: string;
  readonly signIn: string;
  readonly askAmount: string;
  readonly askPayee: string;
  readonly askTopic: string;
  readonly askPhone: string;
  readonly callbackReady: string;
  readonly leftAlone: string;
  readonly paymentReady: string;
  readonly draftReady: string;
  readonly ticketReady: string;
  readonly appointmentReady: string;
  readonly blockReady: string;
  readonly overLimit: string;
  readonly notPossible: string;
  readonly tooMany: string;
  readonly askCurrency: string;
  readonly generalSubject: string;
}

const en: AssistantWords = {
  hello: 'Hello. I am the bank’s AI assistant, not a person. Ask me about cards, accounts, payments or this branch.',
  thanks: 'You are welcome. Is there anything else?',
  bye: 'Goodbye. A ticket or a payment you began stays where you left it.',
  calm: 'I am sorry that this is going badly. I would like to help: tell me what has happened, or say “a person” and I hand you over.',
  rules:
    'I cannot do that. I only answer from the bank’s articles and prepare drafts; only you approve a payment, on your own phone, and nothing that is written to me changes that. What can I help you with?',
  asked:
    'Of course. Confirm below, and a consultant will have your ticket and, if you leave it attached, what we have said.',
  unsure:
    'I do not know that, and I do not want to guess. A consultant can help: confirm below, and they will have our conversation.',
  unsureNear: (titles) =>
    `I am not sure enough to answer that. It may be in: ${titles}. Or a consultant can help: confirm below, and they will have our conversation.`,
  outOfScope:
    'That is outside what I know: I only answer about this bank. If you like, a consultant will talk to you: confirm below.',
  personal:
    'I cannot see your accounts or decisions about you, so I cannot answer that. What you have is shown in “Accounts and payments”. For the rest a consultant can help: confirm below.',
  distress:
    'I am sorry that it is so hard. This is for a person, not for an AI: confirm below, and a consultant will talk to you in private. In danger call 999. The Samaritans listen at any hour, free of charge: 116 123. If somebody at home controls your money: 0808 2000 247.',
  signIn: 'For that the bank must know that it is you: please sign in first. Questions about the bank I answer anyway.',
  askAmount: 'How much should it be? Name the amount, for example £25.',
  askPayee: 'Whom should it go to? Give me the payee’s name.',
  askPhone:
    'On which number shall we call? One that is not British with + and its country’s code; 07700 900123 is enough here.',
  callbackReady: 'I have prepared a wish to be called for you to check. Nobody is told of it until you confirm it.',
  askTopic: 'What is it about: payments, accounts, cards or something else?',
  leftAlone: 'All right, I leave it.',
  paymentReady:
    'I have filled in a payment for you to check. Nothing is sent: when you confirm, it opens in the payment form, and you approve it on your phone.',
  draftReady: 'I have prepared a draft for you to check. Nothing happens until you confirm it.',
  ticketReady: 'I have prepared a ticket. When you confirm, you are in the queue.',
  appointmentReady:
    'I have prepared an appointment for you to check: the draft has a free time, and you can choose another there. Nothing is booked until you confirm it.',
  blockReady:
    'I have prepared a request to block your card. I cannot block it myself: when you confirm, you get a ticket and a consultant does it. If the card is in somebody’s hands, do not wait: call the card line, open day and night: 020 7946 0199.',
  overLimit: 'That is above what one payment may be. A consultant can make larger payments with you.',
  notPossible: 'I could not prepare that: please check the amount and the details and tell me again.',
  tooMany: 'There are several drafts waiting already. Please confirm or discard them first.',
  askCurrency: 'I can prepare payments in pounds, euros, roubles or yen. Which should it be, and how much?',
  generalSubject: 'A talk with a consultant',
};

const ru: AssistantWords = {
  hello: 'Здравствуйте. Я ИИ-помощник банка, не человек. Спросите о картах, счетах, платежах или об отделении.',
  thanks: 'Пожалуйста. Могу ещё чем-то помочь?',
  bye: 'До свидания. Талон и начатый платёж останутся там, где вы их оставили.',
  calm: 'Жаль, что всё идёт так плохо. Хочу помочь: расскажите, что случилось, или напишите «человек», и я вас передам.',
  rules:
    'Этого я сделать не могу. Я только отвечаю по статьям банка и готовлю черновики; каждый платёж подтверждаете вы сами на своём телефоне, и никакие слова, написанные мне, этого не меняют. Чем могу помочь?',
  asked: 'Конечно. Подтвердите ниже, и у консультанта будет ваш талон и, если оставите, наш разговор.',
  unsure: 'Этого я не знаю и гадать не хочу. Поможет консультант: подтвердите ниже, и наш разговор будет у него.',
  unsureNear: (titles) =>
    `Уверенно ответить не могу. Возможно, это здесь: ${titles}. Или поможет консультант: подтвердите ниже, и наш разговор будет у него.`,
  outOfScope:
    'Об этом я не знаю: отвечаю только про этот банк. Если хотите, с вами поговорит консультант: подтвердите ниже.',
  personal:
    'Ваших счетов и решений о вас я не вижу и ответить не могу. Ваши деньги видны в «Счетах и платежах». С остальным поможет консультант: подтвердите ниже.',
  distress:
    'Мне жаль, что вам так тяжело. Здесь нужен человек, а не ИИ: подтвердите ниже, и консультант поговорит с вами наедине. В опасности звоните 999. Samaritans выслушают в любой час бесплатно: 116 123. Если вашими деньгами распоряжаются дома против вашей воли: 0808 2000 247.',
  signIn: 'Для этого банк должен знать, что это вы: сначала войдите. На вопросы о банке отвечу и так.',
  askAmount: 'Сколько отправить? Назовите сумму, например £25.',
  askPayee: 'Кому отправить? Назовите получателя.',
  askPhone:
    'На какой номер позвонить? Британский можно как 07700 900123, другой — с + и кодом страны: +7 495 123-45-67.',
  callbackReady: 'Подготовил просьбу перезвонить, проверьте. Пока вы не подтвердите, о ней никто не узнает.',
  askTopic: 'О чём разговор: платежи, счета, карты или другое?',
  leftAlone: 'Хорошо, оставляю как есть.',
  paymentReady:
    'Подготовил платёж на проверку. Ничего не отправлено: после «Подтвердить» он откроется в форме платежа, а подтвердите его вы на телефоне.',
  draftReady: 'Подготовил черновик на проверку. Без вашего подтверждения ничего не произойдёт.',
  ticketReady: 'Подготовил талон. После «Подтвердить» вы в очереди.',
  appointmentReady:
    'Подготовил встречу на проверку: в черновике свободное время, и там же можно выбрать другое. Пока вы не подтвердите, ничего не назначено.',
  blockReady:
    'Подготовил заявку на блокировку карты. Сам я заблокировать не могу: после «Подтвердить» у вас будет талон, и это сделает консультант. Если карта у кого-то в руках, не ждите: круглосуточная линия 020 7946 0199.',
  overLimit: 'Это больше, чем может быть один платёж. Крупную сумму с вами отправит консультант.',
  notPossible: 'Подготовить не получилось: проверьте сумму и данные и повторите.',
  tooMany: 'Несколько черновиков уже ждут. Сначала подтвердите их или выбросьте.',
  askCurrency: 'Могу подготовить платёж в фунтах, евро, рублях или иенах. В какой валюте и сколько?',
  generalSubject: 'Разговор с консультантом',
};

export const assistantWords: Readonly<Record<AssistantLanguage, AssistantWords>> = { en, ru };
