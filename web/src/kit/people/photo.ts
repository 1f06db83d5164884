import { useQuery } from '@tanstack/react-query';
import { accessToken } from '../../session/tokens';

/** A picture that only a signed-in person may fetch, as an address that <img> can show. */
export function usePicture(url: string | undefined): string | undefined {
  return useQuery({
    queryKey: ['picture', url],
    queryFn: ({ signal }) => fetchPicture(url ?? '', signal),
    enabled: Boolean(url),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  }).data;
}

async function fetchPicture(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${(await accessToken()) ?? ''}` }, signal });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return URL.createObjectURL(await response.blob());
}
