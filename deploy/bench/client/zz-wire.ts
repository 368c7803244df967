import { makePlace, removePlace, startAtrium } from '../../atrium-process.ts';
import { launchBrowser } from '../../browser.ts';
import { signIn, wireOfFlatPage } from './wire.ts';

const place = await makePlace();
const atrium = await startAtrium(place, { RATE_LIMIT_FACTOR: '1000' });
const browser = await launchBrowser([]);
try {
  for (const locale of ['ru-RU']) {
    const url = `${atrium.branchUrl}/flat?branch=flagship`;
    const guest = await wireOfFlatPage(browser, url, locale);
    const state = await signIn(browser, atrium.branchUrl, 'anna');
    const customer = await wireOfFlatPage(browser, url, locale, state);
    for (const [n, w] of [
      ['guest', guest],
      ['customer', customer],
    ] as const) {
      console.log(n, locale, w.total, w.script);
      for (const f of w.files) console.log('  ', f.bytes, f.path);
    }
  }
} finally {
  await browser.close();
  await atrium.stop();
  removePlace(place);
}
process.exit(0);
