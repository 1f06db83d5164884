import type { Memory, Place } from '../../kit/bus.js';
import { MEMORY_EVENTS } from '../../kit/broadcast.js';
import { frameOf } from './connection.js';

/** What was told about one event, and to whom. */
export type Told = { readonly audience: readonly string[]; readonly frame: Buffer };

/** Events of one partition without a hole between them: the first has the offset `first`. */
type Stretch = { first: number; readonly told: Told[] };

/**
 * The latest events of every partition, for clients that come back. Where a client stands is said by the offsets of all
 * partitions: these mean the same to every replica, whatever the order in which each of them hears the partitions.
 */
export type History = Omit<Memory, 'onGap'> & {
  /** Where who has heard everything stands now. Clients know it as a text that they give back. */
  position(): string;
  /** What came after a position, those of a partition in their order; undefined where not all of it is known any more. */
  since(position: string): Told[] | undefined;
};

export function createHistory(services: readonly string[]): History {
  const stretches = new Map<string, Stretch[]>();
  let written: string | undefined;

  function stretchOf(service: string, partition: number): Stretch {
    const ofService = stretches.get(service) ?? [];
    stretches.set(service, ofService);
    // Partitions are numbered without a hole; one that has come to the topic meanwhile begins at 0.
    while (ofService.length <= partition) ofService.push({ first: 0, told: [] });
    return ofService[partition] ?? { first: 0, told: [] };
  }

  function begin(service: string, { partition, offset }: Place): void {
    const stretch = stretchOf(service, partition);
    stretch.told.length = 0;
    stretch.first = offset;
    written = undefined;
  }

  return {
    services,
    begin,
    take({ service, kind, subject, version, action, audience }, place) {
      const stretch = stretchOf(service, place.partition);
      if (place.offset !== next(stretch)) begin(service, place);
      stretch.told.push({ audience, frame: frameOf({ type: 'changed', kind, id: subject, version, action }) });
      if (stretch.told.length > MEMORY_EVENTS) stretch.first += stretch.told.splice(0, MEMORY_EVENTS / 2).length;
      written = undefined;
    },
    position: () => (written ??= write(stretches)),
    since(position) {
      const places = read(position);
      if (!places) return undefined;
      const missed: Told[] = [];
      for (const [service, ofService] of stretches)
        for (const [partition, { first, told }] of ofService.entries()) {
          const place = places.get(service)?.[partition] ?? 0;
          if (place < first) return undefined;
          missed.push(...told.slice(place - first));
        }
      return missed;
    },
  };
}

const next = ({ first, told }: Stretch): number => first + told.length;

/** "org:0.1f;tasks:5.0.2a": for each service the offset of what comes next in each partition, with 36 digits. */
function write(stretches: ReadonlyMap<string, readonly Stretch[]>): string {
  const ofService = ([service, each]: [string, readonly Stretch[]]) =>
    `${service}:${each.map((stretch) => next(stretch).toString(36)).join('.')}`;
  return [...stretches].map(ofService).join(';');
}

function read(position: string): Map<string, number[]> | undefined {
  if (!/^(\w+:[0-9a-z.]*(;|$))*$/.test(position)) return undefined;
  const places = new Map<string, number[]>();
  for (const part of position.split(';').filter(Boolean)) {
    const [service = '', offsets = ''] = part.split(':');
    places.set(
      service,
      offsets.split('.').map((text) => Number.parseInt(text, 36) || 0),
    );
  }
  return places;
}
