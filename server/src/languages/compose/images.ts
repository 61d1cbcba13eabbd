import { parseReference } from '../../images/reference.js';

// What well-known images listen on, ask for and keep: as their makers document it, read in August 2026.

export interface KnownImage {
  readonly name: string;
  /** Without a registry of Docker Hub. */
  readonly repositories: readonly string[];
  readonly summary: string;
  /** A tag to begin with; undefined where only whole versions are tags. */
  readonly tag?: string;
  readonly ports: readonly { readonly port: number; readonly purpose: string }[];
  /** The `test` of a health check; undefined where the image has nothing that could ask. */
  readonly check?: readonly string[];
  /** Folders in which it keeps its data. */
  readonly data: readonly string[];
  readonly environment: readonly string[];
  /** Groups of variables: without one of each, it does not start. */
  readonly required: readonly (readonly string[])[];
  /** Whether a variable `NAME` may be given as a file by `NAME_FILE`. */
  readonly filesForVariables: boolean;
}

type Row = Partial<KnownImage> & Pick<KnownImage, 'name' | 'repositories' | 'summary'>;

const none = { ports: [], data: [], environment: [], required: [], filesForVariables: false };

const http = (port: number): KnownImage['ports'][number] => ({ port, purpose: 'HTTP' });

const postgres: Row = {
  name: 'PostgreSQL',
  repositories: ['postgres', 'postgis/postgis', 'pgvector/pgvector', 'timescale/timescaledb'],
  summary: 'database',
  tag: '18',
  ports: [{ port: 5432, purpose: 'PostgreSQL' }],
  check: ['CMD-SHELL', 'pg_isready -U $$POSTGRES_USER -d $$POSTGRES_DB'],
  data: ['/var/lib/postgresql'],
  environment: [
    'POSTGRES_PASSWORD',
    'POSTGRES_USER',
    'POSTGRES_DB',
    'POSTGRES_INITDB_ARGS',
    'POSTGRES_HOST_AUTH_METHOD',
  ],
  required: [['POSTGRES_PASSWORD', 'POSTGRES_HOST_AUTH_METHOD']],
  filesForVariables: true,
};

const rows: readonly Row[] = [
  postgres,
  {
    name: 'MySQL',
    repositories: ['mysql'],
    summary: 'database',
    tag: '8.4',
    ports: [{ port: 3306, purpose: 'MySQL' }],
    check: ['CMD-SHELL', 'mysqladmin ping -h 127.0.0.1 -p$$MYSQL_ROOT_PASSWORD'],
    data: ['/var/lib/mysql'],
    environment: [
      ...['MYSQL_ROOT_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD'],
      ...['MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'],
    ],
    required: [['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD']],
    filesForVariables: true,
  },
  {
    name: 'MariaDB',
    repositories: ['mariadb'],
    summary: 'database',
    tag: '11.8',
    ports: [{ port: 3306, purpose: 'MySQL' }],
    check: ['CMD', 'healthcheck.sh', '--connect', '--innodb_initialized'],
    data: ['/var/lib/mysql'],
    environment: [
      ...['MARIADB_ROOT_PASSWORD', 'MARIADB_DATABASE', 'MARIADB_USER', 'MARIADB_PASSWORD'],
      ...['MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', 'MARIADB_RANDOM_ROOT_PASSWORD'],
    ],
    required: [
      [
        ...['MARIADB_ROOT_PASSWORD', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', 'MARIADB_RANDOM_ROOT_PASSWORD'],
        ...[
          'MARIADB_ROOT_PASSWORD_HASH',
          'MYSQL_ROOT_PASSWORD',
          'MYSQL_ALLOW_EMPTY_PASSWORD',
          'MYSQL_RANDOM_ROOT_PASSWORD',
        ],
      ],
    ],
    filesForVariables: true,
  },
  {
    name: 'MongoDB',
    repositories: ['mongo'],
    summary: 'document database',
    tag: '8',
    ports: [{ port: 27017, purpose: 'MongoDB' }],
    check: ['CMD', 'mongosh', '--quiet', '--eval', "db.adminCommand('ping').ok"],
    data: ['/data/db', '/data/configdb'],
    environment: ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD', 'MONGO_INITDB_DATABASE'],
    filesForVariables: true,
  },
  {
    name: 'Redis',
    repositories: ['redis'],
    summary: 'cache and queues',
    tag: '8-alpine',
    ports: [{ port: 6379, purpose: 'Redis' }],
    check: ['CMD', 'redis-cli', 'ping'],
    data: ['/data'],
  },
  {
    name: 'Valkey',
    repositories: ['valkey/valkey'],
    summary: 'cache and queues',
    tag: '9-alpine',
    ports: [{ port: 6379, purpose: 'Valkey' }],
    check: ['CMD', 'valkey-cli', 'ping'],
    data: ['/data'],
  },
  {
    name: 'RabbitMQ',
    repositories: ['rabbitmq'],
    summary: 'message broker',
    tag: '4-management-alpine',
    ports: [
      { port: 5672, purpose: 'AMQP' },
      { port: 15672, purpose: 'management pages' },
      { port: 15692, purpose: 'metrics' },
    ],
    check: ['CMD', 'rabbitmq-diagnostics', '-q', 'check_port_connectivity'],
    data: ['/var/lib/rabbitmq'],
    environment: ['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS', 'RABBITMQ_DEFAULT_VHOST'],
  },
  {
    name: 'Kafka',
    repositories: ['apache/kafka', 'apache/kafka-native'],
    summary: 'event log',
    tag: '4',
    ports: [{ port: 9092, purpose: 'Kafka' }],
    check: ['CMD', '/opt/kafka/bin/kafka-broker-api-versions.sh', '--bootstrap-server', 'localhost:9092'],
    environment: [
      ...['KAFKA_NODE_ID', 'KAFKA_PROCESS_ROLES', 'KAFKA_LISTENERS', 'KAFKA_ADVERTISED_LISTENERS'],
      ...['KAFKA_CONTROLLER_QUORUM_VOTERS', 'KAFKA_CONTROLLER_LISTENER_NAMES'],
      ...['KAFKA_LISTENER_SECURITY_PROTOCOL_MAP', 'KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR', 'KAFKA_LOG_DIRS'],
    ],
  },
  {
    name: 'Elasticsearch',
    repositories: ['elasticsearch', 'docker.elastic.co/elasticsearch/elasticsearch'],
    summary: 'search engine',
    ports: [http(9200), { port: 9300, purpose: 'nodes of the cluster' }],
    check: ['CMD-SHELL', 'curl -fs localhost:9200/_cluster/health'],
    data: ['/usr/share/elasticsearch/data'],
    environment: ['discovery.type', 'xpack.security.enabled', 'ELASTIC_PASSWORD', 'ES_JAVA_OPTS'],
  },
  {
    name: 'Kibana',
    repositories: ['kibana', 'docker.elastic.co/kibana/kibana'],
    summary: 'pages for Elasticsearch',
    ports: [http(5601)],
    check: ['CMD-SHELL', 'curl -fs localhost:5601/api/status'],
    data: ['/usr/share/kibana/data'],
    environment: ['ELASTICSEARCH_HOSTS', 'ELASTICSEARCH_SERVICEACCOUNTTOKEN'],
  },
  {
    name: 'Logstash',
    repositories: ['logstash', 'docker.elastic.co/logstash/logstash'],
    summary: 'log pipelines',
    ports: [{ port: 5044, purpose: 'Beats' }, http(9600)],
    check: ['CMD-SHELL', 'curl -fs localhost:9600'],
  },
  {
    name: 'MinIO',
    repositories: ['quay.io/minio/minio', 'minio/minio'],
    summary: 'object storage',
    ports: [
      { port: 9000, purpose: 'S3' },
      { port: 9001, purpose: 'console' },
    ],
    check: ['CMD', 'mc', 'ready', 'local'],
    data: ['/data'],
    environment: ['MINIO_ROOT_USER', 'MINIO_ROOT_PASSWORD'],
  },
  {
    name: 'SeaweedFS',
    repositories: ['chrislusf/seaweedfs'],
    summary: 'object storage',
    tag: '4',
    ports: [{ port: 8333, purpose: 'S3' }],
    check: ['CMD-SHELL', 'wget -qO- localhost:8333/healthz'],
    data: ['/data'],
  },
  {
    name: 'Memcached',
    repositories: ['memcached'],
    summary: 'cache',
    tag: '1.6-alpine',
    ports: [{ port: 11211, purpose: 'Memcached' }],
    check: ['CMD-SHELL', 'echo stats | nc 127.0.0.1 11211'],
  },
  {
    name: 'nginx',
    repositories: ['nginx'],
    summary: 'web server',
    tag: '1-alpine',
    ports: [http(80)],
    check: ['CMD-SHELL', 'wget -qO- 127.0.0.1'],
  },
  {
    name: 'Prometheus',
    repositories: ['prom/prometheus'],
    summary: 'metrics',
    tag: 'v3',
    ports: [http(9090)],
    check: ['CMD-SHELL', 'wget -qO- localhost:9090/-/healthy'],
    data: ['/prometheus'],
  },
  {
    name: 'Alertmanager',
    repositories: ['prom/alertmanager'],
    summary: 'alerts',
    ports: [http(9093)],
    check: ['CMD-SHELL', 'wget -qO- localhost:9093/-/healthy'],
    data: ['/alertmanager'],
  },
  {
    name: 'Grafana',
    repositories: ['grafana/grafana', 'grafana/grafana-oss', 'grafana/grafana-enterprise'],
    summary: 'dashboards',
    tag: '13',
    ports: [http(3000)],
    check: ['CMD-SHELL', 'wget -qO- localhost:3000/api/health'],
    data: ['/var/lib/grafana'],
    environment: ['GF_SECURITY_ADMIN_PASSWORD', 'GF_SECURITY_ADMIN_PASSWORD__FILE', 'GF_SECURITY_ADMIN_USER'],
  },
  {
    name: 'OpenTelemetry Collector',
    repositories: ['otel/opentelemetry-collector-contrib', 'otel/opentelemetry-collector'],
    summary: 'traces, metrics and logs; it has no shell to check it with',
    ports: [
      { port: 4317, purpose: 'OTLP over gRPC' },
      { port: 4318, purpose: 'OTLP over HTTP' },
      { port: 8888, purpose: 'metrics of its own' },
    ],
  },
  {
    name: 'Jaeger',
    repositories: ['jaegertracing/jaeger'],
    summary: 'traces',
    tag: '2',
    ports: [
      { port: 16686, purpose: 'pages' },
      { port: 4317, purpose: 'OTLP over gRPC' },
      { port: 4318, purpose: 'OTLP over HTTP' },
    ],
    check: ['CMD-SHELL', 'wget -qO- localhost:13133/status'],
    environment: ['JAEGER_LISTEN_HOST'],
  },
  {
    name: 'Grafana LGTM',
    repositories: ['grafana/otel-lgtm'],
    summary: 'logs, dashboards, traces and metrics in one, for development',
    ports: [
      { port: 3000, purpose: 'Grafana' },
      { port: 4317, purpose: 'OTLP over gRPC' },
      { port: 4318, purpose: 'OTLP over HTTP' },
    ],
  },
  { name: 'Sentry Relay', repositories: ['getsentry/relay'], summary: 'events for Sentry', ports: [http(3000)] },
];

export const knownImages: readonly KnownImage[] = rows.map((row) => ({ ...none, ...row }));

const byRepository = new Map(knownImages.flatMap((image) => image.repositories.map((name) => [name, image] as const)));

/** What is known of an image as `image:` names it, for its tag. */
export function knownImage(reference: string): KnownImage | undefined {
  const { repository, tag } = parseReference(reference);
  const image = byRepository.get(repository);
  if (image?.name !== postgres.name || tag === undefined) return image;
  // Since 18 the folder of the data has the version in it, so that the volume belongs above.
  const version = /^(?:pg)?(\d+)/.exec(tag)?.[1];
  const before = version !== undefined && Number(version) < 18 && repository === 'postgres';
  return before ? { ...image, data: ['/var/lib/postgresql/data'] } : image;
}
