import { type CancellationToken, CancellationTokenSource, ProgressLocation, window } from 'vscode';

const patience = 1500;

/**
 * Runs work that the user started and may cancel. Only work that takes its time shows itself.
 * @returns undefined when the user cancelled.
 */
export async function withProgress<R>(
  title: string,
  work: (token: CancellationToken) => Promise<R>,
): Promise<R | undefined> {
  const source = new CancellationTokenSource();
  const result = work(source.token);
  const done = result.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => source.cancel());
      return done;
    });
  }, patience);
  try {
    return await result;
  } catch (error) {
    if (source.token.isCancellationRequested) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}
