import { fileChunks } from '../../src/diagnosis/ui/fileChunks';
import { LogReading } from '../../src/diagnosis/ui/logReading';

/**
 * Sums up the log with the path that it is given, and prints how long that took, in milliseconds, the most memory that the
 * process had, in megabytes, and how many lines it could not read and groups of requests it found.
 */
const [, , path = ''] = process.argv;
const started = performance.now();
const reading = new LogReading();
for await (const chunk of fileChunks(path)) {
  reading.add(chunk);
  await new Promise((resolve) => setImmediate(resolve));
}
const { log } = reading.end();
const ms = performance.now() - started;
const megabytes = (process.resourceUsage().maxRSS * 1024) / 1e6;
console.log(JSON.stringify({ ms, megabytes, unknown: log.unknown.count, groups: log.groups.length }));
