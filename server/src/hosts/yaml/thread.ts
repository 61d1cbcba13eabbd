import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromThread, SchemaText, ToThread, YamlAnswers, YamlQuestion } from './messages.js';

/** yaml-language-server, which runs beside the language server: nothing that it does can hold that up or end it. */
export interface YamlThread {
  /** Loads the library if need be. Rejects with `Stopped` where the answer takes too long or too much memory. */
  ask<Kind extends YamlQuestion['kind']>(
    question: Extract<YamlQuestion, { kind: Kind }>,
    wanted: () => boolean,
  ): Promise<YamlAnswers[Kind] | undefined>;
  /** Tells that schemas may have changed; without addresses, that any may. */
  changed(uris: readonly string[] | undefined): void;
  running(): boolean;
  dispose(): void;
}

/** An error by this name means that the thread was ended, or could not be started. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Reading a large schema for the first time takes a second; beyond this, a pattern or a reference runs wild. */
const longestAnswer = 5000;
const longestStart = 20_000;
/** Of a thread that nobody asks anything the memory is given back. */
const longestRest = 120_000;
const mostMegabytes = 256;

interface Running {
  readonly worker: Worker;
  readonly ready: Promise<void>;
}

/** What the thread needs of the server. */
export interface YamlThreadHost {
  /** The text of a schema by its address. */
  read(uri: string): Promise<SchemaText>;
  warn(message: string): void;
}

export function createYamlThread({ read, warn }: YamlThreadHost): YamlThread {
  let running: Running | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let rest: ReturnType<typeof setTimeout> | undefined;
  let count = 0;
  const waiting = new Map<number, (message: FromThread | Stopped) => void>();

  const end = (reason: string): void => {
    clearTimeout(rest);
    const { worker } = running ?? {};
    running = undefined;
    void worker?.terminate();
    for (const answer of [...waiting.values()]) answer(new Stopped(reason));
    waiting.clear();
  };

  const start = (): Running => {
    // What the library prints must not get between the messages of the protocol.
    const worker = new Worker(join(__dirname, 'yaml.js'), {
      stdout: true,
      stderr: true,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
    const tell = (message: ToThread): void => worker.postMessage(message);
    let isReady: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      isReady = resolve;
    });
    worker.on('message', async (message: FromThread) => {
      if (message.kind === 'ready') isReady();
      else if (message.kind === 'read') tell({ kind: 'schema', uri: message.uri, answer: await read(message.uri) });
      else if (message.kind === 'log') warn(`yaml-language-server: ${message.message}`);
      else waiting.get(message.id)?.(message);
    });
    const ended = (reason: string): void => {
      if (running?.worker === worker) end(reason);
    };
    worker.on('error', (error) => ended(error.message));
    worker.on('exit', () => ended('it ended by itself'));
    return { worker, ready };
  };

  const send = async (question: YamlQuestion): Promise<YamlAnswers[YamlQuestion['kind']]> => {
    const id = ++count;
    clearTimeout(rest);
    running ??= start();
    const { worker, ready } = running;
    let limit = setTimeout(() => end('it could not be started in time'), longestStart);
    try {
      const answered = new Promise<FromThread | Stopped>((resolve) => waiting.set(id, resolve));
      await Promise.race([ready, answered]);
      clearTimeout(limit);
      limit = setTimeout(() => end(`it took more than ${longestAnswer / 1000} seconds`), longestAnswer);
      if (running?.worker === worker) worker.postMessage({ kind: 'ask', id, question } satisfies ToThread);
      const message = await answered;
      if (message instanceof Stopped) throw message;
      if (message.kind === 'failed') throw new Error(message.message);
      return message.kind === 'answer' ? message.answer : undefined;
    } finally {
      clearTimeout(limit);
      waiting.delete(id);
      rest = setTimeout(() => end('nobody needed it'), longestRest);
      rest.unref();
    }
  };

  return {
    // One question at a time, so that the time of each is its own.
    ask<Kind extends YamlQuestion['kind']>(
      question: Extract<YamlQuestion, { kind: Kind }>,
      wanted: () => boolean,
    ): Promise<YamlAnswers[Kind] | undefined> {
      const next = queue.then(() => (wanted() ? send(question) : undefined));
      queue = next.catch(() => undefined);
      return next as Promise<YamlAnswers[Kind] | undefined>;
    },
    changed(uris) {
      running?.worker.postMessage({ kind: 'changed', uris } satisfies ToThread);
    },
    running: () => running !== undefined,
    dispose: () => end('it is not needed any more'),
  };
}
