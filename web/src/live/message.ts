/** What the server says over the socket. Only what changed travels, never the thing itself. */
export type ServerMessage = Changed | Ready | Position | { readonly type: 'resync' };

/** `resumed`: what was missed since the position shown follows. */
export type Ready = { readonly type: 'ready'; readonly resumed: boolean };

/** Where this client stands, to be shown to whichever server it comes to next. */
export type Position = { readonly type: 'position' | 'bye'; readonly position: string };

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
      return { type: 'ready', resumed: value.resumed === true };
    case 'resync':
      return { type: 'resync' };
    case 'position':
    case 'bye':
      return typeof value.position === 'string' ? { type: value.type, position: value.position } : undefined;
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
