import { z } from 'zod';

/** Where the infrastructure is, in the names that Atrium's settings have: what a start hands to the program, and a test infrastructure to tests. */
export const infraEnvironment = z.object({
  MONGODB_URI: z.string(),
  KAFKA_BROKERS: z.string(),
  KEYCLOAK_URL: z.string(),
  KEYCLOAK_ADMIN_USER: z.string(),
  KEYCLOAK_ADMIN_PASSWORD: z.string(),
  /** Absent where mail is off. */
  SMTP_URL: z.string().optional(),
  /** Where a person, or a test, reads the mail that was sent. */
  MAIL_URL: z.string().optional(),
});

export type InfraEnvironment = z.infer<typeof infraEnvironment>;
