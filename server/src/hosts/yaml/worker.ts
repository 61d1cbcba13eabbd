import { parentPort } from 'node:worker_threads';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService } from 'yaml-language-server/out/src/languageservice/yamlLanguageService.js';
import type { FromThread, SchemaText, ToThread, YamlAnswers, YamlQuestion, YamlText } from './messages.js';
import { metaSchema } from './meta-schemas.js';

// yaml-language-server in a thread and a program file of its own. It reads no file and no address: every schema is asked
// of the language server, which decides what may be read.

// No part of it has a use for the network, and none will have.
for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name);

const port = parentPort;
const send = (message: FromThread): void => port?.postMessage(message);

const read = new Set<string>();
const reading = new Map<string, { readonly promise: Promise<string>; readonly settle: (answer: SchemaText) => void }>();

/** The text of a schema. What is not to be had ends as a problem of the file that names it. */
function schemaText(uri: string): Promise<string> {
  const known = metaSchema(uri);
  if (known !== undefined) return Promise.resolve(known);
  const underWay = reading.get(uri);
  if (underWay) return underWay.promise;
  let settle: (answer: SchemaText) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    settle = (answer) => ('text' in answer ? resolve(answer.text) : reject(new Error(answer.refused)));
  });
  reading.set(uri, { promise, settle });
  read.add(uri);
  send({ kind: 'read', uri });
  return promise;
}

const service = getLanguageService({
  schemaRequestService: schemaText,
  // The library tells its own errors to nobody else.
  telemetry: {
    send: () => undefined,
    sendError: (name: string, error: unknown) => send({ kind: 'log', message: `${name}: ${error}` }),
    sendTrack: async () => undefined,
  } as unknown as Parameters<typeof getLanguageService>[0]['telemetry'],
  workspaceContext: { resolveRelativePath: (relative, resource) => new URL(relative, resource).href },
});
service.configure({ validate: true, hover: true, completion: true, format: true, hoverSchemaSource: false });

// The library keeps what it has parsed by address and version.
const versions = new Map<string, { readonly text: string; readonly document: TextDocument }>();

function documentOf({ uri, text }: YamlText): TextDocument {
  const before = versions.get(uri);
  if (before?.text === text) return before.document;
  const document = TextDocument.create(uri, 'yaml', (before?.document.version ?? 0) + 1, text);
  versions.set(uri, { text, document });
  return document;
}

async function answer(question: YamlQuestion): Promise<YamlAnswers[YamlQuestion['kind']]> {
  const document = documentOf(question.document);
  switch (question.kind) {
    case 'validate':
      return service.doValidation(document, false);
    case 'complete':
      return service.doComplete(document, question.position, false);
    case 'hover':
      return service.doHover(document, question.position);
    case 'symbols':
      return service.findDocumentSymbols2(document);
    case 'format': {
      const edits = await service.doFormat(document, { tabWidth: question.tabSize } as object);
      return edits[0]?.newText;
    }
  }
}

port?.on('message', async (message: ToThread) => {
  if (message.kind === 'schema') {
    reading.get(message.uri)?.settle(message.answer);
    reading.delete(message.uri);
  } else if (message.kind === 'changed') {
    for (const uri of message.uris ?? read) service.resetSchema(uri);
  } else {
    try {
      send({ kind: 'answer', id: message.id, answer: await answer(message.question) });
    } catch (error) {
      send({ kind: 'failed', id: message.id, message: String(error) });
    }
  }
});
send({ kind: 'ready' });
