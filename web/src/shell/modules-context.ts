import { createContext, useContext } from 'react';
import type { Module } from '../modules/module';

/** The modules of the client. Handed down rather than imported, since their routes hang on the frame that lists them. */
export const ModulesContext = createContext<readonly Module[]>([]);

export const useModules = (): readonly Module[] => useContext(ModulesContext);
