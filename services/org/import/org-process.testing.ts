import { testProcess } from '../../../tests/process.js';
import { testAccounts } from '../auth.testing.js';
import { org } from '../service.js';

// A process of org, to be killed: it tells where it is reached.
const { ATRIUM_DATABASE_PREFIX = '', ATRIUM_TOPIC_PREFIX = '', KEYCLOAK_URL = '' } = process.env;
const env = { ATRIUM_DATABASE_PREFIX, ATRIUM_TOPIC_PREFIX, KEYCLOAK_URL };
const running = await testProcess([org, testAccounts().service], { company: null, env });
process.send?.(`127.0.0.1:${running.chassis.grpcPort()}`);
