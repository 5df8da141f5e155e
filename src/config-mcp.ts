// The settings of MCP.

/** Who may ask over MCP: anybody if there are no tokens. A token's `workspace` is the one whose own answers it also gets. */
export type McpConfig = {
  readonly tokens: readonly McpToken[];
  /** Further names of this server, such as a proxy's. */
  readonly hosts: readonly string[];
};
type McpToken = {
  readonly token: string;
  readonly workspace?: { readonly platform: string; readonly workspace: string };
};

/** Reads the MCP settings, whether it is on or not. */
export function readMcp(
  read: (name: string) => string | undefined,
  report: (problem: string) => void,
  isOn: boolean,
): McpConfig | undefined {
  const tokens = tokensIn(read('MCP_TOKEN'));
  const hosts = listOf(read('MCP_HOSTS')).map((host) => host.toLowerCase());
  const host = read('HOST') ?? '127.0.0.1';
  if (tokens.some(({ token }) => !/^(?!discord:|slack:)[!-~]+$/i.test(token)))
    report(
      'MCP_TOKEN must be TOKEN or PLATFORM:WORKSPACE=TOKEN, several separated by commas, without spaces in a token',
    );
  const unknown = tokens.find(({ workspace }) => workspace !== undefined && !platforms.includes(workspace.platform));
  if (unknown !== undefined)
    report(`MCP_TOKEN names "${unknown.workspace?.platform}": a workspace is discord:ID or slack:ID`);
  if (new Set(tokens.map(({ token }) => token)).size < tokens.length) report('MCP_TOKEN has the same token twice');
  if (hosts.some((name) => !/^[a-z0-9.-]+$/.test(name)))
    report('MCP_HOSTS must be host names separated by commas, such as bot.example.com');
  if (isOn && tokens.length === 0 && !/^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host))
    report(
      `MCP_TOKEN is missing: with HOST=${host} others can reach MCP; make a token with "openssl rand -hex 32", or turn MCP off`,
    );
  return isOn ? { tokens, hosts } : undefined;
}

const platforms = ['discord', 'slack'];

/** The tokens in MCP_TOKEN. A token may itself contain these separators, as base64 does; a workspace always follows a platform. */
export function tokensIn(value: string | undefined): readonly McpToken[] {
  return listOf(value).map((part) => {
    const [, platform = '', workspace = '', token = ''] = /^([a-z]+):([\w-]+)=(.*)$/is.exec(part) ?? [];
    return platform === '' ? { token: part } : { token, workspace: { platform: platform.toLowerCase(), workspace } };
  });
}

/** Splits a comma-separated list. */
export function listOf(value: string | undefined): readonly string[] {
  return (value ?? '').split(',').flatMap((part) => part.trim() || []);
}
