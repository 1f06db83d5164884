// Shows and sends back the dead letters of consumers: npx tsx scripts/replay.ts --help
import '../kit/replay-main.js';
