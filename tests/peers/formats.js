/*
 * What `rtok format` writes, read again by Node and by jq, and its canonical form beside
 * that of canonicalize from npm, over COUNT random documents:
 *   NODE_PATH=... node formats.js COUNT SEED RTOK [JQ]
 * jq sees numbers as doubles, on both sides. Exit status 1: there are differences.
 */
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const {spawnSync} = require('child_process');
const {seed, below, several} = require('./chance.js');
const {text} = require('./texts.js');

const BLOCK = 500; // documents in one run
const DEPTH = 4;
const ROOM = 1 << 28; // bytes of output

const [, , count, from, rtok, jq] = process.argv;
let different = 0;
const compared = {};

function tell(what, input, output) {
	different++;
	console.log('DIFFERENT ' + what + ': ' + JSON.stringify(input) + ' became ' +
		JSON.stringify(output));
}

function run(program, args, input) {
	const {status, stdout, stderr} = spawnSync(program, args, {input, maxBuffer: ROOM});
	if (status !== 0)
		tell(program + ' with status ' + status, String(stderr).slice(0, 500), '');
	return String(stdout);
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'formats'));
fs.writeFileSync(path.join(scratch, 'any.json'), 'true');
const format = (input, ...options) => run(rtok, ['format', '-q', '--schema',
	path.join(scratch, 'any.json'), ...options], input);

const number = /"(?:[^"\\]|\\.)*"|(-?\d[\d.eE+-]*)/g;
const numbers = json => [...json.matchAll(number)].map(m => m[1]).filter(n => n);
// order of members, and what JSON.stringify() says of doubles
const same = (a, b) => JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b)) &&
	String(numbers(a)) === String(numbers(b));

// Each input and what became of it, by one comparison.
function compare(what, inputs, outputs, equal) {
	compared[what] = (compared[what] || 0) + inputs.length;
	if (inputs.length !== outputs.length)
		tell(what + ', not as many', inputs.length, outputs.length);
	else
		inputs.forEach((input, i) => equal(input, outputs[i]) || tell(what, input, outputs[i]));
}

const lines = output => output.split('\n').slice(0, -1);
const byJq = input => lines(run(jq, ['-c', '.'], input));

function formatted(documents) {
	const input = documents.join('\n') + '\n';
	const output = format(input, '--compact');
	compare('read by Node', documents, lines(output), same);
	const whole = '[' + documents + ']';
	for (const options of [['--indent', String(below(9))], ['--tab']])
		compare('indented, read by Node', [whole], [format(whole, ...options)], same);
	if (jq)
		compare('read by jq', byJq(input), byJq(output), (a, b) => a === b);
}

function canonical(documents, canonicalize) {
	const output = lines(format(documents.join('\n') + '\n', '--canonical'));
	compare('canonical', documents, output, (a, b) => canonicalize(JSON.parse(a)) === b);
}

// the numbers of which canonicalize would make null are not for it
function block(canonicalize) {
	formatted(several(BLOCK, () => text(DEPTH, true)));
	if (canonicalize)
		canonical(several(BLOCK, () => text(DEPTH, false)), canonicalize);
}

let canonicalize;
try {
	canonicalize = require('canonicalize');
} catch {
	console.log('skipped  canonical: npm has not brought canonicalize');
}
if (!jq)
	console.log('skipped  formats read by jq: there is none');
seed(Number(from));
for (let left = Number(count); left > 0; left -= BLOCK)
	block(canonicalize);
fs.rmSync(scratch, {recursive: true});
for (const [what, n] of Object.entries(compared))
	console.log(String(n).padStart(9) + ' documents ' + what);
console.log(String(different).padStart(9) + ' differences');
process.exit(different ? 1 : 0);
