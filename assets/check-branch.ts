import { reportOn } from './branch-report.ts';

/** `npm run branch:check FILE…`: what is wrong with a `branch.json`, by field, and what the branch costs a headset. */
const files = process.argv.slice(2);
if (files.length === 0) console.error('npm run branch:check FILE: name a branch.json');
let ok = files.length > 0;
for (const file of files) {
  const report = await reportOn(file);
  console.log(report.lines.join('\n'));
  ok &&= report.ok;
}
console.log(ok ? 'This branch may open.' : 'This branch may not open yet.');
process.exitCode = ok ? 0 : 1;
