type Rows = readonly (readonly [key: string, deed: string])[];

const en = {
  heading: 'Keyboard shortcuts',
  show: 'All shortcuts',
  singleKeys: 'Single keys work while you are not typing. In a text field, Esc leaves it first.',
  close: 'Close',
  earlier: (count: number) => (count === 1 ? '1 earlier consultation' : `${count} earlier consultations`),
  groups: [
    [
      'Queue',
      [
        ['N', 'Call the next'],
        ['Q', 'Go to the queue'],
        ['R', 'Call the number again'],
        ['X', 'Nobody came'],
        ['G', 'Go on duty, or off'],
        ['P', 'Pause, and back'],
      ],
    ],
    [
      'Talk',
      [
        ['/', 'Go to the message'],
        ['/ in the message', 'Ready answers'],
        ['+', 'Attach a file'],
        ['0', 'Agree to recording, or stop it'],
        ['Esc', 'Leave the message'],
        ['B', 'Begin'],
        ['H', 'Hold, and back'],
        ['T', 'Pass on'],
        ['A', 'Ask a colleague in'],
        ['J', 'Come into a colleague’s talk'],
        ['V', 'Join with voice, or leave it'],
        ['M', 'Mute the microphone, and back'],
        ['E', 'End the consultation, which asks first'],
      ],
    ],
    [
      'Customer',
      [
        ['I', 'Earlier consultations'],
        ['D', 'Go to the documents'],
        ['O', 'Offer a document'],
        ['1', 'Ask for the signature'],
        ['2', 'Take the document back'],
        ['Y', 'Propose a payment'],
        ['U', 'Propose a product'],
        ['W', 'Notes, and after the talk the wrap-up'],
        ['Ctrl+Enter', 'Save the notes'],
      ],
    ],
    [
      'Desk',
      [
        ['K', 'Search the knowledge base'],
        ['C', 'Go to the callbacks'],
        ['F', 'Go to the floor view, for a supervisor'],
        ['L, S, J', 'Listen to a talk, whisper, join'],
        ['Z', 'Leave the talk one is in'],
        ['?', 'This list'],
      ],
    ],
  ] as readonly (readonly [string, Rows])[],
};
const ru: typeof en = {
  heading: 'Быстрые клавиши',
  show: 'Все клавиши',
  singleKeys: 'Одиночные клавиши работают, пока вы не печатаете. Из поля сначала выйдите клавишей Esc.',
  close: 'Закрыть',
  earlier: (count) => `Прошлые консультации: ${count}`,
  groups: [
    [
      'Очередь',
      [
        ['N', 'Вызвать следующего'],
        ['Q', 'К очереди'],
        ['R', 'Вызвать номер ещё раз'],
        ['X', 'Никто не подошёл'],
        ['G', 'Начать смену или закончить'],
        ['P', 'Пауза и назад'],
      ],
    ],
    [
      'Беседа',
      [
        ['/', 'К сообщению'],
        ['/ в сообщении', 'Готовые ответы'],
        ['+', 'Приложить файл'],
        ['0', 'Согласиться на запись или остановить её'],
        ['Esc', 'Выйти из сообщения'],
        ['B', 'Начать'],
        ['H', 'Удержать и назад'],
        ['T', 'Передать'],
        ['A', 'Пригласить коллегу'],
        ['J', 'Войти в беседу коллеги'],
        ['V', 'Говорить голосом или перестать'],
        ['M', 'Выключить микрофон и назад'],
        ['E', 'Завершить консультацию, с вопросом'],
      ],
    ],
    [
      'Клиент',
      [
        ['I', 'Прошлые консультации'],
        ['D', 'К документам'],
        ['O', 'Предложить документ'],
        ['1', 'Попросить подписать'],
        ['2', 'Отозвать документ'],
        ['Y', 'Предложить платёж'],
        ['U', 'Предложить продукт'],
        ['W', 'Заметки, а после беседы итог'],
        ['Ctrl+Enter', 'Сохранить заметки'],
      ],
    ],
    [
      'Рабочее место',
      [
        ['K', 'Искать в базе знаний'],
        ['C', 'К обратным звонкам'],
        ['F', 'К обзору зала, для руководителя'],
        ['L, S, J', 'Слушать беседу, подсказывать, участвовать'],
        ['Z', 'Выйти из беседы'],
        ['?', 'Этот список'],
      ],
    ],
  ],
};
export const shortcutTexts = { en, ru };
