// Backs up an installation's data and restores it: npm run backup -- --help
import '../kit/backup-main.js';
