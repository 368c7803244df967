type Rows = readonly (readonly [what: string, how: string])[];

const en: { readonly title: string; readonly rows: Rows } = {
  title: 'What can I do here?',
  rows: [
    [
      'Talk to a consultant',
      'Sign in and take a ticket. The board and this page show your number; when it is called, the talk opens by itself, in private, in writing or by voice.',
    ],
    [
      'Pay, and see your accounts',
      'Nothing leaves your account before you have approved it on the bank’s own page, on your phone or in another tab.',
    ],
    [
      'Ask the AI assistant',
      'At any hour, signed in or not. It answers from the bank’s articles. What it prepares waits for your own press.',
    ],
    [
      'Who is staff?',
      'Who wears the bank’s uniform and a badge with their role: only the bank gives them. Everyone else is a customer or a guest.',
    ],
    [
      'Who sees my name?',
      'Your consultant alone. To others you are a bird’s name, and your accounts and talks are shown to nobody.',
    ],
  ],
};
const ru: typeof en = {
  title: 'Что здесь можно сделать?',
  rows: [
    [
      'Поговорить с консультантом',
      'Войдите и возьмите талон. Номер виден на табло и на этой странице; когда вас вызовут, разговор откроется сам: наедине, письменно или голосом.',
    ],
    [
      'Заплатить и посмотреть счета',
      'Деньги не уйдут, пока вы не подтвердите платёж на странице самого банка, в телефоне или в другой вкладке.',
    ],
    [
      'Спросить ИИ-помощника',
      'В любое время, даже без входа. Он отвечает по статьям банка. То, что он готовит, ждёт вашего нажатия.',
    ],
    [
      'Кто здесь сотрудник?',
      'Тот, на ком форма банка и значок с должностью: их даёт только банк. Все остальные — клиенты и гости.',
    ],
    [
      'Кто видит моё имя?',
      'Только ваш консультант. Для других вы названы именем птицы, а счета и разговоры не видны никому.',
    ],
  ],
};
/** What somebody who is new asks first, for every help there is: the page's, the scene's, the headset's. */
export const firstSteps = { en, ru };
