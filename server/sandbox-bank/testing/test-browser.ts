/** What a person's browser came to: a page of the bank, or the address outside the bank that it was sent to. */
export interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  readonly left: URL | null;
}

export type TestBrowser = ReturnType<typeof createTestBrowser>;

/**
 * As much of a browser as the bank's pages need: cookies, redirects, forms, and an Origin on what is posted. `bankUrl` is the
 * bank's public address; names below `localhost`, which not every machine resolves, are this machine. `fetch` trusts whom the
 * test wants it to.
 */
export function createTestBrowser(bankUrl: string, language = 'en', fetch = globalThis.fetch) {
  const cookies = new Map<string, string>();

  async function go(address: URL | string, form?: URLSearchParams, origin = bankUrl): Promise<Page> {
    const url = new URL(address, bankUrl);
    if (url.origin !== bankUrl) return { status: 0, html: '', headers: new Headers(), left: url };
    const response = await send(url, form && { origin }, form);
    const location = response.headers.get('location');
    if (location) return go(new URL(location, url));
    return { status: response.status, html: await response.text(), headers: response.headers, left: null };
  }

  async function send(url: URL, headers: Record<string, string> = {}, form?: URLSearchParams): Promise<Response> {
    const there = new URL(url);
    if (there.hostname.endsWith('localhost')) there.hostname = '127.0.0.1';
    const response = await fetch(there, {
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'accept-language': language,
        ...headers,
      },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  return {
    cookies,
    /** Asks as a script of the page does, and reads the JSON that comes back. */
    async read(path: string): Promise<{ status: number; body: unknown }> {
      const response = await send(new URL(path, bankUrl), { accept: 'application/json' });
      return { status: response.status, body: await response.json() };
    },
    /** Posts as a script of the page does, and reads the JSON that comes back. */
    async post<Body>(path: string, fields: Record<string, string>): Promise<{ status: number; body: Body }> {
      const headers = { origin: bankUrl, accept: 'application/json' };
      const response = await send(new URL(path, bankUrl), headers, new URLSearchParams(fields));
      return { status: response.status, body: (await response.json()) as Body };
    },
    open: (address: URL | string) => go(address),
    /** Sends the first form of the page whose action contains `action`, with its hidden fields and these. */
    submit(page: Page, fields: Record<string, string>, action = '', origin?: string): Promise<Page> {
      for (const [, attributes = '', inside = ''] of page.html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
        const target = /action="([^"]*)"/.exec(attributes)?.[1] ?? '';
        if (!target.includes(action)) continue;
        const hidden = [...inside.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, value],
        );
        return go(target, new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }), origin);
      }
      throw new Error(`the page has no form for "${action}":\n${page.html}`);
    },
  };
}
