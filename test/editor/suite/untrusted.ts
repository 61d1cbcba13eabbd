import { commands, env, workspace } from 'vscode';
import { closeAll, equal, found, ok, openFile, running, textAt } from './support.js';

suite('in a workspace that is not trusted', () => {
  teardown(closeAll);

  test('files are checked as always', async () => {
    equal(workspace.isTrusted, false, 'trusted');
    await running();
    const document = await openFile('Dockerfile');
    ok(
      (await found(document)).some((each) => textAt(document, each) === 'as'),
      'no finding on `as`',
    );
  });

  test('the server knows that it must not start anything', async () => {
    await commands.executeCommand('platformBuilder.report.copy');
    ok(/^trusted: false$/m.test(await env.clipboard.readText()), await env.clipboard.readText());
  });

  test('the workspace cannot say which programs are run', () => {
    const { workspaceValue } = workspace.getConfiguration('platformBuilder').inspect('tools.shellcheck.path') ?? {};
    const value = workspace.getConfiguration('platformBuilder').get('tools.shellcheck.path');
    equal([workspaceValue ?? '', value], ['', ''], 'path');
  });
});
