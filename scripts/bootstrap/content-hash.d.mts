export function contentHash(root: string, paths: readonly string[], isInput?: (path: string) => boolean): string;
