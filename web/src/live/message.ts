/** What the server says over the socket. Only what changed travels, never the thing itself. */
export type ServerMessage = Changed | { readonly type: 'ready' | 'resync' };

export type Changed = {
  readonly type: 'changed';
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly action: string;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The message a frame holds; nothing for what this client doesn't know, so that the server may learn to say more. */
export function parseMessage(frame: unknown): ServerMessage | undefined {
  const value = parse(frame);
  if (!isRecord(value)) return undefined;
  switch (value.type) {
    case 'ready':
    case 'resync':
      return { type: value.type };
    case 'changed':
      if (typeof value.kind !== 'string' || typeof value.id !== 'string') return undefined;
      return {
        type: 'changed',
        kind: value.kind,
        id: value.id,
        version: Number(value.version ?? 0),
        action: typeof value.action === 'string' ? value.action : '',
      };
    default:
      return undefined;
  }
}

function parse(frame: unknown): unknown {
  if (typeof frame !== 'string') return undefined;
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}
