// What npm start runs: it heeds signals from the first moment, and only then loads the bot, which takes a while.
import { hearSignals } from './signals.js';

const signals = hearSignals(process);
const { start } = await import('./main.js');
await start(signals);
