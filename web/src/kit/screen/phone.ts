import { useMediaQuery } from '@mantine/hooks';

/** The width up to which the frame is that of a phone; the same as in the stylesheets. */
export const usePhone = (): boolean => useMediaQuery('(max-width: 768px)', matchMedia('(max-width: 768px)').matches) ?? false;
