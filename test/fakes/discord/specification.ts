// Checks requests against Discord's own specification (OpenAPI), if the file is available: DISCORD_OPENAPI, or next to the repository.
// Discord's behaviour wins over the file, so what discord.js and the documentation use but the file lacks is allowed by name.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

type Check = (method: string, path: string, body: unknown) => readonly string[];

const beside = fileURLToPath(new URL('../../../../shared/discord/openapi.json', import.meta.url));
const file = process.env['DISCORD_OPENAPI'] ?? beside;

/** Whether requests are checked against the specification in this run. */
export const hasSpecification = existsSync(file);

/** The checker, or one that finds nothing if the file is missing. */
export function createSpecificationCheck(): Check {
  if (!hasSpecification) return () => [];
  shared ??= compile();
  return shared;
}

// Compiling takes a second, so all fakes of a run share one.
let shared: Check | undefined;

function compile(): Check {
  const document = JSON.parse(readFileSync(file, 'utf8')) as { readonly paths: Record<string, unknown> };
  const loose = { snowflake: true, nonce: true, int32: true, int64: true, double: true } as const;
  const ajv = new Ajv2020({ strict: false, allErrors: false, formats: loose });
  // The package is CommonJS: NodeNext's default is the whole module.
  const addFormats = addFormatsModule as unknown as (target: Ajv2020, formats: readonly string[]) => void;
  addFormats(ajv, ['date-time', 'uri']);
  ajv.addSchema({ $id: 'discord', ...(document as object) });
  const templates = Object.keys(document.paths).map((template) => ({ template, pattern: patternOf(template) }));
  return (method, path, body) => {
    const found = templates
      .filter(({ pattern }) => pattern.test(path))
      .sort((a, b) => literals(b.template) - literals(a.template))[0];
    const operation = (document.paths[found?.template ?? ''] as Record<string, unknown> | undefined)?.[
      method.toLowerCase()
    ];
    if (found === undefined || operation === undefined) return [`${method} ${path} is not in the specification`];
    if (body === undefined) return [];
    const pointer = found.template
      .replaceAll('~', '~0')
      .replaceAll('/', '~1')
      .replaceAll('{', '%7B')
      .replaceAll('}', '%7D');
    const validate = ajv.getSchema(
      `discord#/paths/${pointer}/${method.toLowerCase()}/requestBody/content/application~1json/schema`,
    );
    if (validate === undefined) return [`${method} ${found.template} takes no JSON`];
    if (validate(adjust(body))) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

// The specification says integer where the API uses strings.
function adjust(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, value: unknown) =>
      key === 'default_member_permissions' && typeof value === 'string' ? Number(value) : value,
    ),
  );
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replace(/[.@]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);
}

function literals(template: string): number {
  return template.split('/').filter((part) => !part.startsWith('{')).length;
}
