import type { InstructionKind } from '../syntax/tree.js';

export type KnownKind = Exclude<InstructionKind, 'UNKNOWN'>;

export interface Parameter {
  /** As it stands in the form. */
  readonly label: string;
  readonly text: string;
}

export interface InstructionHelp {
  /** What it does, in a sentence. */
  readonly summary: string;
  /** How it is written; the first form is the usual one. */
  readonly forms: readonly string[];
  /** What is worth to know beyond: Markdown. */
  readonly notes: readonly string[];
  /** The parts of the first form, in order. */
  readonly parameters: readonly Parameter[];
}

const command: Parameter = {
  label: 'command',
  text: 'Run by the shell. A JSON array is run without one: `["program", "argument"]`.',
};
const exec: readonly Parameter[] = [
  { label: '"executable"', text: 'The program, found through PATH.' },
  { label: '"argument"…', text: 'Its arguments. No shell reads them: no variables, no quotes.' },
];
const copied: readonly Parameter[] = [
  {
    label: 'source…',
    text: 'Paths in the build context, or in what `--from` names. `*`, `?` and `[…]` are wildcards.',
  },
  {
    label: 'destination',
    text: 'Path in the image. With several sources it ends in `/`; a relative one starts at WORKDIR.',
  },
];

/** What each instruction does, for hover, completion and signature help. */
export const instructionHelp: Readonly<Record<KnownKind, InstructionHelp>> = {
  ADD: {
    summary: 'Copies files, and also fetches addresses and unpacks local archives.',
    forms: ['ADD source… destination', 'ADD ["source", "destination"]', 'ADD <<EOF /path'],
    notes: ['For plain files `COPY` says what is meant. An address deserves a `--checksum`.'],
    parameters: copied,
  },
  ARG: {
    summary: 'Declares a variable of the build, which `--build-arg` may set.',
    forms: ['ARG NAME=default…', 'ARG NAME'],
    notes: [
      'Above the first `FROM` it is for `FROM` lines only; a stage that needs it declares it once more, without a value.',
      'It is not set when the container runs, but the history of the image shows it: no place for secrets.',
    ],
    parameters: [
      { label: 'NAME=default…', text: 'A name, and the value where the build gives none. Several may follow.' },
    ],
  },
  CMD: {
    summary: 'What a container runs when it is started without a command; the arguments of an `ENTRYPOINT`.',
    forms: ['CMD ["executable", "argument"…]', 'CMD command'],
    notes: ['Only the last one of a stage counts. Without a shell in between, signals reach the program.'],
    parameters: exec,
  },
  COPY: {
    summary: 'Copies files from the build context, from another stage or from an image.',
    forms: ['COPY source… destination', 'COPY ["source", "destination"]', 'COPY <<EOF /path'],
    notes: ['Of a folder the contents are copied, not the folder itself (see `--parents`).'],
    parameters: copied,
  },
  ENTRYPOINT: {
    summary: 'The program of the container; a command that is given at the start becomes its arguments.',
    forms: ['ENTRYPOINT ["executable", "argument"…]', 'ENTRYPOINT command'],
    notes: ['In the shell form `CMD` and the arguments of `docker run` are lost. It resets a `CMD` of the base image.'],
    parameters: exec,
  },
  ENV: {
    summary: 'Sets variables for the instructions that follow and for the container.',
    forms: ['ENV NAME=value…', 'ENV NAME value'],
    notes: ['All values of one `ENV` see the variables as they were before it.'],
    parameters: [{ label: 'NAME=value…', text: 'A name and its value; quotes keep spaces. Several may follow.' }],
  },
  EXPOSE: {
    summary: 'Says on which ports the container listens; it publishes none of them.',
    forms: ['EXPOSE port[/protocol]…'],
    notes: [],
    parameters: [
      {
        label: 'port[/protocol]…',
        text: 'A port or a range (`8000-8010`) of the container; `/tcp` (the default), `/udp` or `/sctp`.',
      },
    ],
  },
  FROM: {
    summary: 'Begins a stage from an image, from an earlier stage or from nothing (`scratch`).',
    forms: ['FROM image AS name', 'FROM image', 'FROM scratch'],
    notes: ['Only the stages that the target needs are built; without a target the last one is.'],
    parameters: [
      { label: 'image', text: '`name:tag`, `name@digest`, an earlier stage or `scratch`.' },
      { label: 'AS', text: 'Joins the name.' },
      { label: 'name', text: 'For `COPY --from`, `FROM` and `--target`: lower case, a letter first.' },
    ],
  },
  HEALTHCHECK: {
    summary: 'How to find out whether the container works: status 0 is healthy, 1 is not.',
    forms: ['HEALTHCHECK [options] CMD command', 'HEALTHCHECK NONE'],
    notes: ['The command runs in the container, so the image needs the program. Only the last one of a stage counts.'],
    parameters: [
      { label: '[options]', text: '`--interval`, `--timeout`, `--start-period`, `--start-interval`, `--retries`.' },
      { label: 'CMD', text: 'Begins the command; `NONE` instead switches the check of the base image off.' },
      { label: 'command', text: 'Shell form, or exec form as a JSON array.' },
    ],
  },
  LABEL: {
    summary: 'Attaches metadata to the image.',
    forms: ['LABEL key="value"…'],
    notes: ['Common keys begin with `org.opencontainers.image.`.'],
    parameters: [{ label: 'key="value"…', text: 'A key and its value. Several may follow.' }],
  },
  MAINTAINER: {
    summary: 'Names the author of the image. Deprecated: `LABEL org.opencontainers.image.authors` is what tools read.',
    forms: ['MAINTAINER name'],
    notes: [],
    parameters: [{ label: 'name', text: 'Name and address of the author.' }],
  },
  ONBUILD: {
    summary: 'Keeps an instruction for builds that start from this image.',
    forms: ['ONBUILD instruction'],
    notes: ['It may not trigger `FROM`, `MAINTAINER` or another `ONBUILD`.'],
    parameters: [{ label: 'instruction', text: 'A whole instruction, run right after the `FROM` of the other build.' }],
  },
  RUN: {
    summary: 'Runs a command while the image is built, and keeps what it changed as a layer.',
    forms: ['RUN [flags] command', 'RUN ["executable", "argument"…]', 'RUN <<EOF'],
    notes: [
      'What one `RUN` leaves behind, a later one cannot take out of the image: clean up in the same instruction.',
    ],
    parameters: [{ label: '[flags]', text: '`--mount=…`, `--network=…`, `--security=…`.' }, command],
  },
  SHELL: {
    summary: 'Sets the shell that reads the shell form of the instructions that follow.',
    forms: ['SHELL ["executable", "argument"…]'],
    notes: ['The default is `["/bin/sh", "-c"]`, on Windows `["cmd", "/S", "/C"]`.'],
    parameters: exec,
  },
  STOPSIGNAL: {
    summary: 'The signal that stops the container.',
    forms: ['STOPSIGNAL signal'],
    notes: ['The default is `SIGTERM`.'],
    parameters: [{ label: 'signal', text: 'A name such as `SIGQUIT`, or a number.' }],
  },
  USER: {
    summary: 'Sets the user of the instructions that follow and of the container.',
    forms: ['USER user[:group]'],
    notes: ['Kubernetes can only tell that a number is not root (`runAsNonRoot`).'],
    parameters: [{ label: 'user[:group]', text: 'Names that the image knows, or numbers.' }],
  },
  VOLUME: {
    summary: 'Declares folders whose contents outlive the container.',
    forms: ['VOLUME ["path"…]', 'VOLUME path…'],
    notes: ['What later instructions change in there may be lost.'],
    parameters: [{ label: '"path"…', text: 'Folders of the image.' }],
  },
  WORKDIR: {
    summary: 'Sets the folder of the instructions that follow and of the container, and makes it.',
    forms: ['WORKDIR path'],
    notes: [],
    parameters: [{ label: 'path', text: 'Absolute, or relative to the one before. `~` is not expanded.' }],
  },
};

export function instructionPage(kind: KnownKind): string {
  return `https://docs.docker.com/reference/dockerfile/#${kind.toLowerCase()}`;
}
