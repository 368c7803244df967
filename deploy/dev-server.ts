import { createServer } from 'vite';

/**
 * Vite with hot reload on the branch's public port; what is the server's goes to it unchanged, Host and Origin included.
 * Answers how to close it.
 */
export async function startDevServer(port: number, serverPort: number): Promise<() => Promise<void>> {
  const target = `http://127.0.0.1:${serverPort}`;
  const vite = await createServer({
    appType: 'spa',
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      proxy: {
        '/api': { target },
        '/branch-files': { target },
        '/healthz': { target },
        '/rooms': { target, ws: true },
      },
    },
  });
  await vite.listen();
  return () => vite.close();
}
