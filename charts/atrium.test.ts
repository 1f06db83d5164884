import { beforeAll } from 'vitest';
import { prometheus } from '../scripts/infra/prometheus.js';
import { tool } from '../scripts/tools.js';
import { kubernetesSchemas } from './kubernetes-schemas.js';

// All checks of the chart are one test file, so that the tools are built once and not by two files at the same time: the first
// time that takes minutes.
beforeAll(() => Promise.all([tool('helm'), tool('kubeconform'), kubernetesSchemas(), prometheus('promtool')]), 900_000);

import './checks/workloads.js';
import './checks/migration.js';
import './checks/network.js';
import './checks/environment.js';
import './checks/values.js';
import './checks/exposure.js';
import './checks/alerts.js';
import './checks/scaling.js';
import './checks/alert-rules.js';
import './checks/dashboards.js';
import './checks/secrets.js';
import './checks/custom-resources.js';
