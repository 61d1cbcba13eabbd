import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { stageChain } from '../model/dockerfile.js';
import { scriptsOf } from '../model/script.js';
import { lastAtEnd, ofKind } from '../model/state.js';
import { expandAt, variableAtEnd } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

/** Options of servers that name the port, or the address with the port, to listen on. */
const portOptions =
  /^--?(?:port|http[-.]?port|server[-.]port|listen|listen[-.]address|bind|address|addr|http[-.]address|web\.listen-address)$/i;
const shortOptions: ReadonlySet<string> = new Set(['-b', '-p', '-P', '-l']);
const address = /^(?:(?:https?|tcp):\/\/)?(?:[\w.*-]*|\[[0-9a-f:]*\]):(\d{2,5})\/?$/i;

export const rule: Rule = dockerfileRule('dockerfile/expose-vs-cmd', {
  summary: 'Program listens on a port that EXPOSE does not name',
  why: `EXPOSE is what people and tools read to publish the right port. Here the command, or the variable PORT, names another
one. Expose the port that the program listens on.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: { differs: 'The program listens on {port}, but EXPOSE names {exposed}. Expose {port}.' },
  on: {
    stage(stage, ctx) {
      if (!stage.final) return;
      const exposed = exposedPorts(ctx.document, stage);
      if (!exposed || exposed.ports.length === 0) return;
      const listened = listenedPorts(ctx.document, stage);
      if (listened.length === 0 || listened.some(({ port }) => exposed.ports.some((range) => range.includes(port))))
        return;
      for (const { span, port } of listened) {
        const names = exposed.ports.map((range) => range.text).join(', ');
        ctx.report(
          span,
          'differs',
          { port: String(port), exposed: names },
          { related: [{ span: exposed.span, message: `EXPOSE ${names}` }] },
        );
      }
    },
  },
  examples: [
    bad(source`
      FROM python:3.13
      EXPOSE 80
      CMD ["gunicorn", "--bind", ‹"0.0.0.0:8000"›, "app:app"]
    `),
    bad(source`
      FROM node:22 AS base
      ENV PORT=‹8080›
      FROM base
      EXPOSE 3000/tcp 3001
      CMD ["node", "main"]
    `),
    bad('FROM python:3.13\r\nEXPOSE 80\r\nENTRYPOINT exec uvicorn app:app \\\r\n  ‹--port=8000›\r\n'),
    good(source`
      FROM python:3.13
      ENV PORT=8000
      EXPOSE 8000-8010
      CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]
    `),
    good(source`
      FROM python:3.13
      ARG PORT
      EXPOSE $PORT
      CMD ["uvicorn", "app:app", "--port", "8000"]
    `),
    good(source`
      FROM python:3.13
      EXPOSE 80
      CMD ["uvicorn", "app:app", "--workers", "8000"]
    `),
    good(source`
      FROM python:3.13
      CMD ["uvicorn", "app:app", "--port", "8000"]
    `),
  ],
});

interface Range {
  readonly text: string;
  includes(port: number): boolean;
}

/** What EXPOSE names; undefined where a variable hides some of it. */
function exposedPorts(document: Dockerfile, stage: Stage): { ports: Range[]; span: Span } | undefined {
  const ports: Range[] = [];
  let span: Span = stage;
  for (const part of stageChain(stage)) {
    for (const instruction of ofKind(part, 'EXPOSE')) {
      span = { start: instruction.start, end: instruction.rest.end };
      for (const word of instruction.words) {
        const text = expandAt(document, instruction, word).value;
        const match = /^(?:.*:)?(\d+)(?:-(\d+))?(?:\/\w*)?$/.exec(text ?? '');
        if (!match) return undefined;
        const from = Number(match[1]);
        const to = Number(match[2] ?? match[1]);
        ports.push({ text: match[2] ? `${from}-${to}` : String(from), includes: (port) => from <= port && port <= to });
      }
    }
  }
  return { ports, span };
}

interface Listened {
  readonly span: Span;
  readonly port: number;
}

/** The literal ports of the last ENTRYPOINT and CMD, else that of the variable PORT. */
function listenedPorts(document: Dockerfile, stage: Stage): Listened[] {
  const found: Listened[] = [];
  for (const instruction of [lastAtEnd(stage, 'ENTRYPOINT'), lastAtEnd(stage, 'CMD')]) {
    if (!instruction) continue;
    for (const script of scriptsOf(document, instruction)) {
      for (const { args } of script.commands) {
        args.forEach((arg, i) => {
          const port = portOf(arg.value, args[i - 1]?.value);
          if (port !== undefined) found.push({ span: script.span(arg), port });
        });
      }
    }
  }
  const variable = variableAtEnd(document, stage, 'PORT');
  const value = variable?.kind === 'env' && /^\d{2,5}$/.test(variable.value ?? '') ? variable.value : undefined;
  if (found.length === 0 && value && variable?.pair?.value) {
    found.push({ span: variable.pair.value, port: Number(value) });
  }
  return found;
}

function portOf(word: string | undefined, before: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const equals = word.startsWith('-') ? word.indexOf('=') : -1;
  const option = equals === -1 ? before : word.slice(0, equals);
  const value = equals === -1 ? word : word.slice(equals + 1);
  const named = option !== undefined && portOptions.test(option);
  if (named && /^\d{2,5}$/.test(value)) return Number(value);
  if (named || option === 'runserver' || (option !== undefined && shortOptions.has(option))) {
    const match = address.exec(value);
    if (match) return Number(match[1]);
  }
  return undefined;
}
