// Dockerfiles as people write them, made from a seed: the same seed gives the same text on every machine.

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const names = ['api', 'web', 'worker', 'auth', 'billing', 'search', 'mailer', 'gateway', 'reports', 'media', 'cron'];
const aptPackages = ['curl', 'ca-certificates', 'git', 'gnupg', 'libpq-dev', 'build-essential', 'tini', 'jq', 'unzip'];
const apkPackages = ['bash', 'curl', 'tzdata', 'ca-certificates', 'libc6-compat', 'git', 'openssl'];

/** One service of a repository: its stages, each a list of instructions. */
const kinds = {
  node({ name, port, pick, some }) {
    const version = pick(['20', '22', '24-slim', '22.11.0-bookworm-slim', 'lts-alpine']);
    return [
      `# Dependencies of ${name}, alone so that they are cached`,
      `FROM node:${version} AS ${name}-deps`,
      'WORKDIR /app',
      'COPY package.json package-lock.json ./',
      pick([
        'RUN npm ci',
        'RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev',
        'RUN npm install --production',
      ]),
      '',
      `FROM ${name}-deps AS ${name}-build`,
      'COPY . .',
      'ENV NODE_ENV=production \\',
      '    NEXT_TELEMETRY_DISABLED=1',
      'RUN npm run lint \\',
      '    && npm run build \\',
      '    # the cache is of no use later',
      '    && npm prune --omit=dev',
      '',
      `FROM node:${version} AS ${name}`,
      'WORKDIR /app',
      `COPY --from=${name}-build --chown=node:node /app/dist ./dist`,
      `COPY --from=${name}-build --chown=node:node /app/node_modules ./node_modules`,
      ...some(['USER node']),
      `EXPOSE ${port}`,
      `HEALTHCHECK --interval=30s --timeout=3s CMD wget -qO- http://localhost:${port}/health || exit 1`,
      'CMD ["node", "dist/server.js"]',
    ];
  },
  python({ name, port, pick, some, packages }) {
    const version = pick(['3.11-slim', '3.12-slim-bookworm', '3.13', '3']);
    return [
      `ARG ${name.toUpperCase()}_EXTRAS=""`,
      `FROM python:${version} as ${name}-builder`,
      'WORKDIR /build',
      '',
      '# Build dependencies',
      'RUN apt-get update && apt-get install -y --no-install-recommends \\',
      ...packages(aptPackages).map((one) => `    ${one} \\`),
      '    && rm -rf /var/lib/apt/lists/*',
      'COPY requirements.txt .',
      pick([
        'RUN pip install --no-cache-dir --prefix=/install -r requirements.txt',
        'RUN --mount=type=cache,target=/root/.cache/pip pip install --prefix=/install -r requirements.txt',
        'RUN pip install -r requirements.txt && python -m compileall .',
      ]),
      '',
      `FROM python:${version} AS ${name}`,
      'ENV PYTHONDONTWRITEBYTECODE=1 \\',
      '    PYTHONUNBUFFERED=1 \\',
      '    PATH="/install/bin:$PATH"',
      'WORKDIR /srv',
      `COPY --from=${name}-builder /install /usr/local`,
      'COPY . .',
      'RUN groupadd --system app && useradd --system --gid app --no-create-home app \\',
      '    && chown -R app:app /srv',
      ...some(['USER app']),
      `EXPOSE ${port}`,
      `CMD ["gunicorn", "--bind", "0.0.0.0:${port}", "--workers", "4", "${name}.wsgi"]`,
    ];
  },
  go({ name, port, pick, some }) {
    return [
      `FROM --platform=$BUILDPLATFORM golang:${pick(['1.23', '1.24-alpine', '1.25-bookworm'])} AS ${name}-build`,
      'ARG TARGETOS TARGETARCH',
      'ARG VERSION=dev',
      'WORKDIR /src',
      'COPY go.mod go.sum ./',
      'RUN --mount=type=cache,target=/go/pkg/mod go mod download',
      'COPY . .',
      'RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\',
      '    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \\',
      `    go build -trimpath -ldflags "-s -w -X main.version=\${VERSION}" -o /out/${name} ./cmd/${name}`,
      '',
      `FROM ${pick(['gcr.io/distroless/static-debian12:nonroot', 'alpine:3.20', 'scratch'])} AS ${name}`,
      `LABEL org.opencontainers.image.title="${name}" \\`,
      `      org.opencontainers.image.source="https://example.com/shop/${name}"`,
      `COPY --from=${name}-build /out/${name} /${name}`,
      ...some([`EXPOSE ${port}/tcp`]),
      'USER 65532:65532',
      `ENTRYPOINT ["/${name}"]`,
    ];
  },
  java({ name, port, pick, some }) {
    return [
      `FROM ${pick(['maven:3-eclipse-temurin-21', 'maven:3.9.9-eclipse-temurin-17', 'gradle:8-jdk21'])} AS ${name}-build`,
      'WORKDIR /src',
      'COPY pom.xml ./',
      'COPY src ./src',
      'RUN --mount=type=cache,target=/root/.m2 mvn -B -DskipTests package',
      '',
      `FROM eclipse-temurin:${pick(['17-jre', '21-jre-alpine', '21'])} AS ${name}`,
      `ARG JAR=target/${name}.jar`,
      'ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -Djava.security.egd=file:/dev/./urandom"',
      'WORKDIR /app',
      `COPY --from=${name}-build /src/\${JAR} app.jar`,
      'RUN <<EOF',
      'set -eu',
      'addgroup --system spring',
      'adduser --system --ingroup spring spring',
      'mkdir -p /app/logs && chown spring:spring /app/logs',
      'EOF',
      ...some(['USER spring:spring']),
      'VOLUME ["/app/logs"]',
      `EXPOSE ${port} 9090`,
      'STOPSIGNAL SIGTERM',
      'ENTRYPOINT ["java", "-jar", "app.jar"]',
    ];
  },
  tools({ name, port, pick, some, packages }) {
    return [
      `FROM ${pick(['debian:bookworm-slim', 'ubuntu:24.04', 'ubuntu:22.04'])} AS ${name}`,
      'ARG DEBIAN_FRONTEND=noninteractive',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      '# hadolint ignore=DL3008',
      'RUN apt-get update \\',
      '    && apt-get install -y \\',
      ...packages(aptPackages).map((one) => `        ${one} \\`),
      '    && apt-get clean && rm -rf /var/lib/apt/lists/*',
      `RUN curl -fsSL https://example.com/releases/${name}-1.4.2.tar.gz | tar -xz -C /usr/local/bin \\`,
      '    && for tool in lint test deploy; do \\',
      '         if [ -x "/usr/local/bin/$tool" ]; then "/usr/local/bin/$tool" --version; fi; \\',
      '       done',
      ...some(['ADD https://example.com/config.tar.gz /etc/app/']),
      'COPY scripts/ /usr/local/bin/',
      `ENV APP_PORT=${port} APP_HOME=/opt/${name}`,
      'WORKDIR $APP_HOME',
      'ENTRYPOINT ["/usr/local/bin/entrypoint.sh"]',
      'CMD ["serve"]',
    ];
  },
  proxy({ name, port, pick, some, packages }) {
    return [
      `FROM nginx:${pick(['1.27-alpine', 'stable-alpine', 'latest', 'alpine'])} AS ${name}`,
      `RUN apk add --no-cache ${packages(apkPackages).join(' ')}`,
      'COPY nginx.conf /etc/nginx/nginx.conf',
      'COPY --chmod=0644 static/ /usr/share/nginx/html/',
      ...some(['LABEL maintainer="web@example.com"']),
      `EXPOSE ${port}`,
      `HEALTHCHECK CMD curl --fail http://localhost:${port}/ || exit 1`,
      'CMD ["nginx", "-g", "daemon off;"]',
    ];
  },
};

function service(random, name) {
  const pick = (from) => from[Math.floor(random() * from.length)];
  return kinds[pick(Object.keys(kinds))]({
    name,
    port: 3000 + Math.floor(random() * 6000),
    pick,
    some: (lines) => (random() < 0.6 ? lines : []),
    packages: (from) => [...new Set([...from.filter(() => random() < 0.4), pick(from)])],
  });
}

/** A Dockerfile with exactly that many lines: services one after the other, as in a repository with one file for all. */
export function dockerfileOf(seed, lineCount) {
  const random = randomFrom(seed);
  const lines = ['# syntax=docker/dockerfile:1', ''];
  for (let i = 0; lines.length < lineCount; i++) {
    lines.push(`# --- ${names[i % names.length]} ${'-'.repeat(40)}`);
    lines.push(...service(random, `${names[i % names.length]}${i < names.length ? '' : i}`), '');
  }
  lines.length = lineCount;
  // Cut where a line went on, the text would end in the middle of an instruction.
  const last = lines.length - 1;
  lines[last] = '# end';
  if (lines[last - 1].endsWith('\\')) lines[last - 1] = lines[last - 1].slice(0, -1).trimEnd();
  return `${lines.join('\n')}\n`;
}

/** A repository's Dockerfiles by path, one for each service. */
export function repositoryOf(seed, count) {
  const random = randomFrom(seed);
  const files = {};
  for (let i = 0; i < count; i++) {
    const name = `${names[i % names.length]}-${Math.floor(i / names.length)}`;
    const text = service(random, name.replace('-', '')).join('\n');
    files[`services/${name}/Dockerfile`] = `${text}\n`;
  }
  return files;
}

/**
 * A Compose project of that many services in three files, with two Dockerfiles: databases, caches, and services of its own
 * that wait for them.
 */
export function composeProjectOf(seed, count) {
  const random = randomFrom(seed);
  const pick = (from) => from[Math.floor(random() * from.length)];
  const base = ['name: shop', 'services:'];
  const override = ['services:'];
  const production = ['services:'];
  const volumes = [];
  for (let i = 0; i < count; i++) {
    const name = `${names[i % names.length]}${i < names.length ? '' : i}`;
    const store = i % 5 === 0;
    base.push(`  ${name}:`);
    if (store) {
      base.push(
        '    image: postgres:18',
        '    environment:',
        `      POSTGRES_PASSWORD: \${${name.toUpperCase()}_PASSWORD:-local}`,
        '    healthcheck:',
        '      test: ["CMD-SHELL", "pg_isready -U postgres"]',
        '      interval: 5s',
        '    volumes:',
        `      - ${name}-data:/var/lib/postgresql`,
      );
      volumes.push(`  ${name}-data:`);
    } else {
      const db = names[(Math.floor(i / 5) * 5) % names.length];
      const dbName = Math.floor(i / 5) * 5 < names.length ? db : `${db}${Math.floor(i / 5) * 5}`;
      base.push(
        '    build:',
        `      context: ./${pick(['web', 'worker'])}`,
        '      args:',
        '        NODE_VERSION: "22"',
        '    # what it talks to',
        '    environment:',
        `      - DATABASE_URL=postgres://app@${dbName}:5432/${name}`,
        `      - LOG_LEVEL=\${LOG_LEVEL:-info}`,
        '    depends_on:',
        `      ${dbName}:`,
        '        condition: service_healthy',
        '    ports:',
        `      - "127.0.0.1:${4000 + i}:8080"`,
        '    restart: unless-stopped',
      );
      override.push(`  ${name}:`, '    volumes:', `      - ./${name}:/app`, '    command: npm run dev');
      production.push(`  ${name}:`, '    deploy:', '      resources:', '        limits:', '          memory: 512M');
    }
  }
  const dockerfile = [
    'ARG NODE_VERSION=20',
    'FROM node:${NODE_VERSION}-slim',
    'WORKDIR /app',
    'COPY package*.json ./',
    'RUN npm ci',
    'COPY . .',
    'EXPOSE 8080',
    'USER node',
    'CMD ["node", "server.js"]',
  ];
  const text = (lines) => `${lines.join('\n')}\n`;
  return {
    'compose.yaml': text([...base, 'volumes:', ...volumes]),
    'compose.override.yaml': text(override),
    'compose.prod.yaml': text(production),
    'web/Dockerfile': text(dockerfile),
    'worker/Dockerfile': text(dockerfile),
    'web/package.json': '{}\n',
    'worker/package.json': '{}\n',
  };
}

/** A workflow with the jobs of another several times over. */
export function workflowOf(text, copies) {
  const [head, jobs] = text.split('jobs:\n');
  const ids = [...jobs.matchAll(/^ {2}([\w-]+):/gm)].map(([, id]) => id);
  const all = Array.from({ length: copies }, (_, i) =>
    jobs
      .replace(/^ {2}([\w-]+):/gm, `  $1-${i}:`)
      .replace(/needs: (.*)/g, (line) => line.replace(new RegExp(`\\b(${ids.join('|')})\\b`, 'g'), `$1-${i}`)),
  );
  return `${head}jobs:\n${all.join('\n')}`;
}

/** A workspace of many small projects: a Dockerfile, a Compose file that builds it, and a workflow for some of them. */
export function workspaceOf(seed, count, workflow) {
  const files = {};
  for (let i = 0; Object.keys(files).length < count; i++) {
    const folder = `services/group-${i % 40}/service-${i}`;
    files[`${folder}/Dockerfile`] = dockerfileOf(seed + i, 30);
    files[`${folder}/compose.yaml`] =
      `services:\n  app-${i}:\n    build: .\n    ports: ["127.0.0.1:${3000 + i}:8080"]\n    environment: {LEVEL: info}\n`;
    if (i % 5 === 0) files[`.github/workflows/service-${i}.yml`] = workflow.replace('CI/CD', `Service ${i}`);
  }
  return files;
}

/**
 * One-character edits spread evenly over a text, every tenth of them in its first line: where, and what is typed there.
 * Code and comments get their share by their length.
 */
export function editsOf(seed, text, count) {
  const random = randomFrom(seed);
  const firstLine = text.indexOf('\n');
  const edits = [];
  for (let i = 0; i < count; i++) {
    const at = Math.floor(i % 10 === 0 ? random() * firstLine : ((i + random()) / count) * text.length);
    edits.push({ at, text: 'abcdefghijklmnopqrstuvwxyz -/=$0123456789'[Math.floor(random() * 41)] });
  }
  return edits;
}
