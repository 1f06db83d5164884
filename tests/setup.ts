import { inject } from 'vitest';

// Tests read addresses as the program does: from the environment.
Object.assign(process.env, inject('infra'));
