import { type CancellationToken, type Disposable, type Event, EventEmitter, type LogOutputChannel } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient';
import type { NotificationMessage, RequestMessage } from '../../server/src/hosts/lsp/messages.js';

/** `failed`: it died too often and waits for the user's word. */
export type ServerState = 'off' | 'starting' | 'running' | 'failed';

/** Makes a client that is not started yet. Each start takes a new one, as a client whose start failed cannot be used again. */
export type Connect = (options: LanguageClientOptions) => BaseLanguageClient;

export interface Server extends Disposable {
  state(): ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** The running client; undefined while there is none. */
  client(): BaseLanguageClient | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Starts the server if it is off, waits until it runs and sends the request. */
  ask<P, R>(message: RequestMessage<P, R>, params: P, token?: CancellationToken): Promise<R>;
  /** Tells a running server; there is nothing to tell to another. */
  tell<P>(message: NotificationMessage<P>, params: P): void;
  restarts(): number;
}

export interface ServerParts {
  readonly connect: Connect;
  readonly options: () => LanguageClientOptions;
  /** Gives each new client what it answers and listens to. */
  readonly prepare: (client: BaseLanguageClient) => void;
  /** What the first start has to wait for. */
  readonly beforeFirst: () => Promise<void>;
  readonly log: LogOutputChannel;
}

const crashWindow = 3 * 60 * 1000;
const crashLimit = 4;

/** Owns the language server's life: one client at a time, restarted when it dies, but at most 4 times in 3 minutes. */
export function createServer({ connect, options, prepare, beforeFirst, log }: ServerParts): Server {
  const changed = new EventEmitter<ServerState>();
  let state: ServerState = 'off';
  let current: BaseLanguageClient | undefined;
  let crashes: number[] = [];
  let restarts = 0;
  // Starts and stops follow each other, however fast settings or commands ask for them.
  let queue: Promise<void> = beforeFirst();

  const enter = (next: ServerState): void => {
    if (state === next) return;
    state = next;
    changed.fire(next);
  };

  const inTurn = (step: () => Promise<void>): Promise<void> => {
    queue = queue.then(step, step);
    return queue;
  };

  const launch = async (): Promise<void> => {
    if (current) return;
    enter('starting');
    const client = connect({
      ...options(),
      errorHandler: errorHandler(log, () => died(client)),
      initializationFailedHandler: () => false,
    });
    current = client;
    prepare(client);
    client.onDidChangeState(({ newState }) => {
      if (current === client && newState === State.Running) enter('running');
    });
    try {
      await client.start();
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      died(client);
    }
  };

  const end = async (): Promise<void> => {
    const client = current;
    current = undefined;
    if (!client) return;
    try {
      await client.dispose();
    } catch {
      // A client without a connection cannot be stopped in an orderly way, and need not be.
    }
  };

  const died = (client: BaseLanguageClient): void => {
    // A start that fails is told twice: by the closed connection and by the promise.
    if (current !== client) return;
    current = undefined;
    const now = Date.now();
    crashes = [...crashes.filter((time) => now - time < crashWindow), now];
    const again = crashes.length <= crashLimit;
    log.warn(again ? 'The server ended and is started again.' : 'The server ended too often and stays off.');
    enter(again ? 'starting' : 'failed');
    void inTurn(async () => {
      await client.dispose().catch(() => undefined);
      if (!again || state !== 'starting') return;
      restarts++;
      await launch();
    });
  };

  const start = (): Promise<void> => inTurn(launch);

  return {
    state: () => state,
    onDidChangeState: changed.event,
    client: () => (state === 'running' ? current : undefined),
    start,
    stop: () =>
      inTurn(async () => {
        await end();
        enter('off');
      }),
    restart: () =>
      inTurn(async () => {
        crashes = [];
        await end();
        await launch();
      }),
    async ask(message, params, token) {
      if (state === 'off') await start();
      else await queue;
      if (!current || state !== 'running') throw new Error('The language server is not running.');
      return token ? current.sendRequest(message.method, params, token) : current.sendRequest(message.method, params);
    },
    tell(message, params) {
      if (state === 'running') current?.sendNotification(message.method, params).catch(() => undefined);
    },
    restarts: () => restarts,
    dispose: () => {
      void inTurn(end);
      changed.dispose();
    },
  };
}

function errorHandler(log: LogOutputChannel, closed: () => void): ErrorHandler {
  return {
    error: (error) => {
      log.error(error);
      return { action: ErrorAction.Continue, handled: true };
    },
    closed: () => {
      closed();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
