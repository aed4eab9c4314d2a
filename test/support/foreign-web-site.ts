import { createServer, type Server } from 'node:http';

/** A foreign web site: another origin, a strict content security policy, and styles that break what they can reach. */
export class WebSite {
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  /** `scriptTag` is on the page; the policy allows the origin of its script, and nothing else. */
  static async open(scriptTag: () => string): Promise<WebSite> {
    const policy = () => {
      const desk = new URL(/src="([^"]+)"/.exec(scriptTag())![1]!).origin;
      return `default-src 'none'; script-src ${desk}; connect-src ${desk} ${desk.replace('http', 'ws')}; style-src 'self'`;
    };
    const server = createServer((request, response) => {
      if (request.url === '/style.css')
        return void response
          .setHeader('content-type', 'text/css')
          .end(
            'body { margin: 40px; font: 18px serif } div, section, button, p { display: none !important; color: red }',
          );
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .setHeader('content-security-policy', policy())
        .end(
          `<!doctype html><html lang="fr"><title>Ville</title><link rel="stylesheet" href="/style.css">
           <main><h1>Ville de Test</h1><a href="#ecoles">Écoles</a></main>${scriptTag()}</html>`,
        );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebSite(server, `http://127.0.0.1:${(server.address() as { port: number }).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
