/** The words for QR codes: reading one, and being paid by one. */
const en = {
  intro: 'Choose or paste a picture of the code. It is read in your browser and sent nowhere.',
  file: 'Choose a picture',
  paste: 'or paste it with Ctrl+V',
  camera: 'Use the camera',
  stopCamera: 'Stop the camera',
  cameraView: 'What the camera sees',
  cameraHint: 'Hold the code in front of the camera.',
  reading: 'Reading the picture …',
  inBranch: 'Codes shown in this branch',
  problems: {
    'no-code': 'No QR code was found in the picture. Try a sharper one, with the whole code in it.',
    'not-a-payment-code': 'This QR code is not one to pay by.',
    'not-a-picture': 'This file is not a picture that can be read.',
    'picture-too-large': 'This picture is too large. Try one of up to 10 MB.',
    'camera-refused': 'The camera cannot be used. Allow it in the browser, or choose a picture.',
  },
  noAccountInCurrency: (currency: string) =>
    `This code asks for ${currency}, and you have no account in ${currency} here.`,
  receiveTitle: 'Be paid by QR code',
  receiveIntro:
    'Whoever scans this pays into your account. It holds your name, your account number and, if you give one, the amount.',
  into: 'Into account',
  amount: 'Amount, if you like',
  amountHint: (currency: string) => `In ${currency}. Leave it empty to let the payer choose.`,
  qrTitle: (account: string) => `QR code to pay into ${account}`,
  save: 'Save the picture',
  fileName: 'pay-me',
};
const ru: typeof en = {
  intro: 'Выберите или вставьте картинку с кодом. Она читается в вашем браузере и никуда не отправляется.',
  file: 'Выбрать картинку',
  paste: 'или вставьте её: Ctrl+V',
  camera: 'Включить камеру',
  stopCamera: 'Выключить камеру',
  cameraView: 'Что видит камера',
  cameraHint: 'Поднесите код к камере.',
  reading: 'Читаем картинку …',
  inBranch: 'Коды в этом отделении',
  problems: {
    'no-code': 'На картинке нет QR-кода. Попробуйте более чёткую, с кодом целиком.',
    'not-a-payment-code': 'По этому QR-коду не платят.',
    'not-a-picture': 'Этот файл не читается как картинка.',
    'picture-too-large': 'Картинка слишком большая. Подойдёт файл до 10 МБ.',
    'camera-refused': 'Камера недоступна. Разрешите её в браузере или выберите картинку.',
  },
  noAccountInCurrency: (currency) => `Код просит ${currency}, а счёта в ${currency} у вас здесь нет.`,
  receiveTitle: 'Получить деньги по QR-коду',
  receiveIntro: 'Кто отсканирует код, заплатит на ваш счёт. В коде ваше имя, номер счёта и, если вы её укажете, сумма.',
  into: 'На счёт',
  amount: 'Сумма, если нужна',
  amountHint: (currency) => `В ${currency}. Оставьте пустой, чтобы сумму выбрал плательщик.`,
  qrTitle: (account) => `QR-код для оплаты на счёт: ${account}`,
  save: 'Сохранить картинку',
  fileName: 'qr-oplata',
};
export const codeTexts = { en, ru };
export type CodeProblem = keyof typeof en.problems;
