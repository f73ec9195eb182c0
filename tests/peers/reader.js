/*
 * The reader beside jansson and Node's JSON.parse, on COUNT random JSON texts of which most
 * are damaged:
 *   node reader.js COUNT SEED READER
 * READER is reader.c. Both have to take the same texts as the reader, with the same values,
 * but for the rules below. Exit status 1: there are differences.
 */
'use strict';

const {spawnSync} = require('child_process');
const {seed, below, oneIn, pick, several, draw} = require('./chance.js');
const {text} = require('./texts.js');

const BLOCK = 2000; // texts in one run
const DEPTH = 4;
const ROOM = 1 << 28; // bytes of output
const DEEP = 1024; // of the reader, JSCHEMA_MAX_DEPTH
const WOUNDS = 3;

const [, , count, from, reader] = process.argv;

// ---- texts ----

const pieces = ['\0', '\u0001', '\ufeff', ',', ':', '[', ']', '{', '}', '"', '\\', '-', '+', '.',
	'0', '00', '1e', 'e', 'E+', '1e400', '0x1', 'NaN', 'nul', 'null', 'tru', 'Infinity', '//',
	'/**/', "'", '\\u0000', '\\u000', '\\ud800', '\\udc00', '\\ud83d\\udc32', '\\uD83D\\u0041',
	'\\ud83d\\ud83d', '\\x', '\\a', '"":', '"a":1,"a":2,', ' ', '\n', '\u00a0', '\u2028', '\f', '\v',
	'99999999999999999999', '-0', '1.', '.5', '\x7f'].map(piece => Buffer.from(piece)).concat(
	[[0xff], [0xc0, 0x80], [0xc3], [0xa9], [0xe0, 0x80, 0xaf], [0xed, 0xa0, 0x80],
		[0xed, 0xbf, 0xbf], [0xf0, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xf0, 0x9f, 0x90],
		[0xef, 0xbb, 0xbf], [0xf8, 0x88, 0x80, 0x80, 0x80]].map(bytes => Buffer.from(bytes)));

const place = bytes => below(bytes.length + 1);

function cut(bytes, from, to, between) {
	return Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)]);
}

function wound(bytes) {
	const at = place(bytes), length = below(4), nothing = Buffer.alloc(0);
	return draw([
		[6, () => cut(bytes, at, at, pick(pieces))],
		[3, () => cut(bytes, at, at + 1, Buffer.from([below(256)]))],
		[3, () => cut(bytes, at, at + length, nothing)],
		[1, () => bytes.subarray(0, at)],
		[1, () => cut(bytes, at, at, bytes.subarray(at, at + below(20)))],
		[1, () => cut(bytes, at, at + length, pick(pieces))],
	]);
}

function nested() {
	const n = pick([3, DEEP - 1, DEEP, DEEP + 1, 2047, 2048, 2049, 3000]);
	const [open, inner, close] = pick([['[', '', ']'], ['{"a":', '1', '}'], ['[[],', '0', ']']]);
	return Buffer.from(open.repeat(n) + inner + close.repeat(n - oneIn(9)));
}

function make() {
	let bytes = oneIn(400) ? nested() : Buffer.from(text(DEPTH, true));
	for (let left = below(WOUNDS + 1); left > 0; left--)
		bytes = wound(bytes);
	return bytes;
}

// ---- Node ----

const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

function parse(bytes) {
	try {
		return {taken: true, value: JSON.parse(utf8.decode(bytes))};
	} catch {
		return {taken: false};
	}
}

// what differs in two values, of which -0 is one; no depth is too deep
function same(a, b) {
	const left = [[a, b]];
	while (left.length) {
		[a, b] = left.pop();
		if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) {
			if (!Object.is(a, b))
				return false;
			continue;
		}
		const keys = Object.keys(a);
		if (Array.isArray(a) !== Array.isArray(b) || String(keys) !== String(Object.keys(b)))
			return false;
		left.push(...keys.map(key => [a[key], b[key]]));
	}
	return true;
}

// ---- rules: what each says of a text that it takes and the reader does not, or back ----

const rules = [
	{peer: 'Node', words: 'takes half a surrogate pair (RFC 8259 section 8.2)',
		explains: (mine, its) => its && /surrogate/.test(mine.why)},
	{peer: 'Node', words: 'has no limit of depth',
		explains: (mine, its) => its && /nested|depth|deep/.test(mine.why)},
	...['Node', 'jansson'].map(peer => ({peer, words: 'has no limit of exponents',
		explains: (mine, its) => its && /exponent of more than/.test(mine.why)})),
	{peer: 'jansson', words: 'skips a byte 0x00 behind a number or a literal (RFC 8259 section 2)',
		explains: (mine, its) => its && /found the byte 0x00$/.test(mine.why)},
	{peer: 'jansson', words: 'has another limit of depth',
		explains: (mine, its) => its ? /nested|depth|deep/.test(mine.why)
			: /maximum parsing depth/.test(mine.its)},
	{peer: 'jansson', words: 'takes no integer beyond 64 bits',
		explains: (mine, its) => !its && /^too big (negative )?integer/.test(mine.its)},
	{peer: 'jansson', words: 'takes no real beyond a double',
		explains: (mine, its) => !its && /^real number overflow/.test(mine.its)},
	{peer: 'jansson', words: 'takes no NUL in a name',
		explains: (mine, its) => !its && /^NUL byte in object key/.test(mine.its)},
];

// ---- compare ----

const tally = {texts: 0, taken: 0, twice: 0, equal: 0, explained: new Map(), different: 0};

function differ(what, bytes, mine) {
	tally.different++;
	console.log('DIFFERENT ' + what + ': ' + JSON.stringify(bytes.toString('latin1')).slice(0, 300) +
		': ' + JSON.stringify(mine).slice(0, 300));
}

function judge(peer, bytes, mine, its) {
	if (mine.read === its)
		return;
	const rule = rules.find(r => r.peer === peer && r.explains(mine, its));
	if (rule)
		tally.explained.set(rule, (tally.explained.get(rule) || 0) + 1);
	else
		differ(peer + (its ? ' takes' : ' does not take'), bytes, mine);
}

function compare(bytes, line) {
	const mine = JSON.parse(line), its = parse(bytes);
	tally.texts++;
	tally.taken += mine.read;
	judge('jansson', bytes, mine, mine.jansson);
	judge('Node', bytes, mine, its.taken);
	if (mine.same === false)
		differ('a value for jansson', bytes, mine);
	tally.twice += mine.same === true;
	if (mine.read && its.taken && !same(mine.value, its.value))
		differ('a value for Node', bytes, mine);
	tally.equal += mine.read && its.taken;
}

function block() {
	const texts = several(BLOCK, make);
	const input = Buffer.concat(texts.flatMap(t => [Buffer.from(t.length + '\n'), t]));
	const {status, stdout} = spawnSync(reader, {input, maxBuffer: ROOM,
		stdio: ['pipe', 'pipe', 'inherit']});
	const lines = String(stdout).split('\n');
	if (status !== 0 || lines.length !== texts.length + 1)
		differ('end of ' + reader + ', status ' + status, input, lines.length);
	else
		texts.forEach((t, i) => compare(t, lines[i]));
}

const figure = (n, words) => console.log(String(n).padStart(9) + ' ' + words);

seed(Number(from));
for (let left = Number(count); left > 0; left -= BLOCK)
	block();
figure(tally.texts, 'texts (' + tally.taken + ' taken)');
figure(tally.equal, 'values compared with those of Node');
figure(tally.twice, 'values compared with those of jansson');
for (const [rule, n] of [...tally.explained].sort((a, b) => b[1] - a[1]))
	figure(n, 'explained: ' + rule.peer + ' ' + rule.words);
figure(tally.different, 'differences not explained');
process.exit(tally.different ? 1 : 0);
