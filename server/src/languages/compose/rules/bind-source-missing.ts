import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { basename, dirname, resolvePath } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { type Mount, mountOf } from '../model/mounts.js';
import { directoryOf } from '../model/names.js';
import { booleanOf, itemsOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/bind-source-missing', {
  summary: 'Mount of a file that does not exist',
  why: `Where the source of a bind mount is missing, Docker makes an empty folder of that name. A container that expects a
file there then fails to start or to read it, and the folder stays in the way. Create the file first.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    folder: 'The file "{source}" does not exist, so Docker would create a folder of that name. Create the file.',
    nearest:
      'The file "{source}" does not exist, so Docker would create a folder of that name. Did you mean "{nearest}"?',
    refused: 'The file "{source}" does not exist, so the container does not start. Create the file.',
  },
  fixes: { nearest: 'Write "{nearest}"' },
  on: {
    service({ service, project }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'volumes'))) {
        const mount = mountOf(item);
        if (mount?.type !== 'bind' || !mount.source || !isLocal(mount.source) || !isFileTarget(mount)) continue;
        const written = mount.source;
        const path = resolvePath(directoryOf(project, item.file), written);
        if (ctx.files.kind(path) !== 'missing') continue;
        const beside = ctx.files.list(dirname(path)) ?? [];
        const name = basename(path);
        const names = beside.flatMap((entry) => (entry.kind === 'file' ? [entry.name] : []));
        const near = nearest(name, names, Math.min(2, Math.floor(name.length / 4)));
        const refused = booleanOf(valueAt(item, 'bind', 'create_host_path')) === false;
        const other = near === undefined ? '' : written.slice(0, written.length - name.length) + near;
        const place = mount.sourcePlace;
        // Only a source that stands there as it is can be replaced.
        const exact = place.span.end - place.span.start === written.length && written.endsWith(name);
        const fix =
          other !== '' && exact && isHere(ctx, place)
            ? { title: 'nearest' as const, params: { nearest: other }, edits: [replace(place.span, other)] }
            : undefined;
        const message = refused ? 'refused' : other === '' ? 'folder' : 'nearest';
        reportAt(ctx, place, message, { source: written, nearest: other }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            volumes:
              - ‹./ngnix.conf›:/etc/nginx/nginx.conf:ro # of the team
              - ‹./html/robots.txt›:/usr/share/nginx/html/robots.txt
              - type: bind
                source: ‹./init.sql›
                target: /docker-entrypoint-initdb.d/init.sql
                bind: { create_host_path: false }
      `,
      {
        files: { 'nginx.conf': '' },
        fixed: source`
          services:
            web:
              image: nginx:1.29
              volumes:
                - ./nginx.conf:/etc/nginx/nginx.conf:ro # of the team
                - ./html/robots.txt:/usr/share/nginx/html/robots.txt
                - type: bind
                  source: ./init.sql
                  target: /docker-entrypoint-initdb.d/init.sql
                  bind: { create_host_path: false }
        `,
      },
    ),
    good(
      source`
        services:
          web:
            image: nginx:1.29
            volumes:
              - ./nginx.conf:/etc/nginx/nginx.conf
              - ./conf:/etc/nginx/conf.d
              - ./data:/var/lib/data-1.2
              - ./cache:/app/.cache
              - ~/.gitconfig:/root/.gitconfig
              - /var/run/docker.sock:/var/run/docker.sock
              - "\${CONF}:/etc/app.conf"
              - settings:/etc/settings.json
        volumes:
          settings:
      `,
      { files: { 'nginx.conf': '' } },
    ),
  ],
});

function isLocal(source: string): boolean {
  return /^\.{0,2}\//.test(source) && !/^\/(?:dev|proc|run|sys|tmp|var\/run)\//.test(source);
}

const dotFiles = /^\.(?:env(?:\.[\w.-]+)?|npmrc|netrc|pgpass|gitconfig|bashrc|zshrc|profile|htpasswd|my\.cnf|pypirc)$/;
/** Endings that folders have as often. */
const folderEndings = /\.(?:d|sock|git|app|local|old|new|bak|data|cache|com|org|net|io|dev)$/i;

/** Whether a mount's target has the name of a file: with an ending, which the source has as well. */
function isFileTarget({ source = '', target }: Mount): boolean {
  const name = basename(target.replace(/\/+$/, ''));
  if (target.endsWith('/') || source.endsWith('/')) return false;
  if (dotFiles.test(name)) return true;
  return /[^.]\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(name) && !folderEndings.test(name);
}
