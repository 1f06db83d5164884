/** What the server tells the client before anyone is signed in. */
export type ClientSettings = {
  /** The OpenID Connect issuer, e.g. "https://id.example.com/realms/atrium". */
  readonly issuer: string;
  readonly clientId: string;
};

export async function loadSettings(): Promise<ClientSettings> {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`/config.json: HTTP ${response.status}`);
  const settings: unknown = await response.json();
  if (!isSettings(settings)) throw new Error('/config.json names no issuer and client');
  return settings;
}

function isSettings(value: unknown): value is ClientSettings {
  if (typeof value !== 'object' || value === null) return false;
  return 'issuer' in value && typeof value.issuer === 'string' && 'clientId' in value && typeof value.clientId === 'string';
}
