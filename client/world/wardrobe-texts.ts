import type { Appearance } from '../../shared/appearance.ts';

interface WardrobeTexts {
  readonly title: string;
  readonly hint: string;
  readonly staff: string;
  readonly mirror: string;
  readonly loading: string;
  readonly turn: string;
  readonly parts: Readonly<Record<keyof Appearance, string>>;
  /** What each choice is called, by its number; colours are called by number where a name says no more. */
  readonly choices: Readonly<Record<keyof Appearance, readonly string[]>>;
}

const en: WardrobeTexts = {
  title: 'Your look',
  hint: 'This is how others see you. The choice is kept on this device.',
  staff: 'At work you wear the uniform and the badge.',
  mirror: 'You, as others see you',
  loading: 'Lighting the mirror…',
  turn: 'Turn slowly',
  parts: {
    build: 'Build',
    skin: 'Skin',
    hair: 'Hair',
    hairColour: 'Colour of hair or scarf',
    outfit: 'Clothes',
    colour: 'Colour of clothes',
  },
  choices: {
    build: ['Medium', 'Broad', 'Slender', 'Full'],
    skin: ['Porcelain', 'Fair', 'Light', 'Golden', 'Tan', 'Brown', 'Deep brown', 'Dark'],
    hair: ['Short', 'Parted', 'Bob', 'Long', 'Bun', 'Curls', 'Headscarf', 'None'],
    hairColour: ['Black', 'Dark brown', 'Brown', 'Light brown', 'Blond', 'Auburn', 'Grey', 'White'],
    outfit: ['Suit', 'Jumper', 'Dress', 'Shirt'],
    colour: ['Blue', 'Sage', 'Terracotta', 'Sand', 'Slate', 'Plum', 'Pine', 'Ivory'],
  },
};

const ru: WardrobeTexts = {
  title: 'Ваш вид',
  hint: 'Таким вас видят другие. Выбор хранится на этом устройстве.',
  staff: 'На работе вы носите форму и бейдж.',
  mirror: 'Вы, какими вас видят другие',
  loading: 'Включаем свет у зеркала…',
  turn: 'Медленно поворачивать',
  parts: {
    build: 'Телосложение',
    skin: 'Кожа',
    hair: 'Волосы',
    hairColour: 'Цвет волос или платка',
    outfit: 'Одежда',
    colour: 'Цвет одежды',
  },
  choices: {
    build: ['Среднее', 'Крепкое', 'Стройное', 'Полное'],
    skin: ['Фарфоровая', 'Светлая', 'Бежевая', 'Золотистая', 'Загорелая', 'Смуглая', 'Тёмно-смуглая', 'Тёмная'],
    hair: ['Короткие', 'С пробором', 'Каре', 'Длинные', 'Пучок', 'Кудри', 'Платок', 'Без волос'],
    hairColour: ['Чёрный', 'Тёмно-каштановый', 'Каштановый', 'Русый', 'Светлый', 'Рыжий', 'Седой', 'Белый'],
    outfit: ['Костюм', 'Джемпер', 'Платье', 'Рубашка'],
    colour: ['Синий', 'Шалфей', 'Терракота', 'Песочный', 'Серый', 'Сливовый', 'Хвойный', 'Слоновая кость'],
  },
};

export const wardrobeTexts = { en, ru };
