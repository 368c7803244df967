import { useLinkNews } from '../net/use-link-news.ts';
import { useTexts } from './i18n.ts';

const texts = {
  en: { lost: 'The connection to the branch is lost. Coming back …', back: 'The connection is back.' },
  ru: { lost: 'Связь с отделением потеряна. Возвращаемся …', back: 'Связь восстановлена.' },
};

/** Says that the link is lost, and that it is back. The region is there before its words, or they would not be announced. */
export function LinkNews() {
  const words = useTexts(texts);
  const news = useLinkNews();
  return (
    <div role="status">
      {news && <div className={news === 'back' ? 'alert alert-success' : 'alert'}>{words[news]}</div>}
    </div>
  );
}
