import { kill } from 'node:process';
import { closeAll, equal, found, lowercaseAs, ok, openText, pause, running, until } from './support.js';

suite('a server that dies', () => {
  teardown(closeAll);

  test('is started again, four times at most, and then on the user’s word', async () => {
    const { server } = await running();
    const document = await openText(lowercaseAs);
    await found(document);
    await server.restart();
    const before = server.restarts();
    for (let death = 1; death <= 4; death++) {
      killServer(server.client());
      await until(() => server.restarts() === before + death, `restart ${death}`);
      await until(() => server.state() === 'running', 'it runs');
      ok((await found(document)).length > 0, 'no findings after a restart');
    }
    killServer(server.client());
    await until(() => server.state() === 'failed', 'it stays off');
    await pause(500);
    equal(server.restarts(), before + 4, 'restarts');
    await server.restart();
    equal(server.state(), 'running', 'state');
    ok((await found(document)).length > 0, 'no findings after the last restart');
  });
});

function killServer(client: unknown): void {
  const { serverProcess } = client as { readonly serverProcess?: { readonly pid?: number } };
  ok(serverProcess?.pid, 'there is no server process');
  kill(serverProcess.pid, 'SIGKILL');
}
