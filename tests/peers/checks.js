/*
 * Verdicts beside those of ajv and of jsonschema for Python, on COUNT random schemas, each
 * with some values:
 *   NODE_PATH=... node checks.js COUNT SEED BOWTIE [PYTHON]
 * BOWTIE is the harness, PYTHON the program that runs checks.py. A pair of schema and value
 * on which a peer disagrees is made as small as it can be; then a rule has to explain it.
 * VERBOSE=1 prints all of these. Exit status 1: there is one that nothing explains.
 */
'use strict';

const path = require('path');
const {spawn} = require('child_process');
const readline = require('readline');
const {seed} = require('./chance.js');
const {Spelled, isTree, isObject, write} = require('./values.js');
const schemas = require('./schemas.js');
const rules = require('./check_rules.js');

const VALUES = 10; // for each schema
const PATIENCE = 600; // pairs that are tried to make one smaller

// ---- who is asked: texts of a schema and of values in, a list of verdicts out ----

// A program that answers each line with a line.
function server(program, args) {
	const child = spawn(program, args, {stdio: ['pipe', 'pipe', 'inherit']});
	const waiting = [];
	readline.createInterface({input: child.stdout}).on('line', line => waiting.shift()(line));
	child.on('close', () => {
		if (waiting.length) {
			console.error('checks: ' + program + ' has ended');
			process.exit(2);
		}
	});
	return {
		ask: line => new Promise(resolve => {
			waiting.push(resolve);
			child.stdin.write(line + '\n');
		}),
		end: () => child.stdin.end(),
	};
}

function here(program) {
	const {ask, end} = server(program, []);
	return {end, verdicts: async (schema, values) => {
		const tests = values.map(v => '{"description":"","instance":' + v + '}');
		const reply = JSON.parse(await ask('{"cmd":"run","seq":1,"case":{"description":"",' +
			'"schema":' + schema + ',"tests":[' + tests + ']}}'));
		return reply.results ? reply.results.map(r => 'valid' in r ? r.valid : r.context.message)
			: values.map(() => reply.context.message);
	}};
}

function python(program) {
	const {ask, end} = server(program, [path.join(__dirname, 'checks.py')]);
	return {end, verdicts: async (schema, values) =>
		JSON.parse(await ask('{"schema":' + schema + ',"instances":[' + values + ']}'))};
}

function ajv() {
	const Ajv = require('ajv/dist/2020');
	const options = {strict: false, validateSchema: false, meta: false, logger: false};
	return {end: () => {}, verdicts: (schema, values) => {
		try {
			const check = new Ajv(options).compile(JSON.parse(schema));
			return values.map(v => {
				try {
					return check(JSON.parse(v));
				} catch (error) {
					return error.constructor.name;
				}
			});
		} catch (error) {
			return values.map(() => error.constructor.name + ': ' + error.message);
		}
	}};
}

// ---- smaller ----

// What is left of a tree when something of it is taken away or made simpler.
function* smaller(tree) {
	if (!isTree(tree)) {
		if (tree instanceof Spelled && tree.text.length > 1)
			yield new Spelled('1');
		return;
	}
	const keys = Object.keys(tree);
	const copy = () => Array.isArray(tree) ? tree.slice() : {...tree};
	for (const key of keys) {
		const less = copy();
		Array.isArray(less) ? less.splice(key, 1) : delete less[key];
		yield less;
	}
	for (const key of keys) {
		if (isTree(tree[key]))
			yield tree[key];
	}
	for (const key of keys) {
		for (const simple of isObject(tree[key]) ? [true, false] : [])
			yield Object.assign(copy(), {[key]: simple});
		for (const less of smaller(tree[key]))
			yield Object.assign(copy(), {[key]: less});
	}
}

function* smallerPairs([schema, value]) {
	for (const less of smaller(schema))
		yield [less, value];
	for (const less of smaller(value))
		yield [schema, less];
}

// The smallest pair in reach for which something still holds; here: that the peer says the
// other thing, and who has said the same still does.
async function shrink(pair, holds) {
	let left = PATIENCE;
	for (let found = true; found;) {
		found = false;
		for (const less of smallerPairs(pair)) {
			if (left-- <= 0)
				return pair;
			if (await holds(less)) {
				pair = less;
				found = true;
				break;
			}
		}
	}
	return pair;
}

// ---- compare ----

const asked = {}; // by name; "rtok" is this
const tally = {schemas: 0, pairs: {}, valid: 0, refused: new Map(), explained: new Map(),
	different: 0};

async function askAll(schema, values) {
	const all = {};
	for (const [name, who] of Object.entries(asked))
		all[name] = await who.verdicts(write(schema), values.map(write));
	return all;
}

const askOne = async (name, schema, value) =>
	(await asked[name].verdicts(write(schema), [write(value)]))[0];

// what a verdict is, the words of an error left out
const kind = verdict => typeof verdict === 'boolean' ? verdict : 'error';

async function judge(peer, pair) {
	const all = await askAll(pair[0], [pair[1]]);
	const mine = kind(all.rtok[0]), theirs = kind(all[peer][0]);
	const others = Object.keys(asked).filter(name => kind(all[name][0]) === mine);
	const [smallSchema, smallValue] = await shrink(pair, async ([schema, value]) => {
		let same = kind(await askOne(peer, schema, value)) === theirs;
		for (const name of others)
			same = same && kind(await askOne(name, schema, value)) === mine;
		return same;
	});
	const said = await askAll(smallSchema, [smallValue]);
	const verdicts = Object.fromEntries(Object.entries(said).map(([name, v]) => [name, v[0]]));
	const rule = rules.find(r => r.peer === peer && r.explains(smallSchema, smallValue, verdicts));
	if (rule)
		tally.explained.set(rule, (tally.explained.get(rule) || 0) + 1);
	tally.different += !rule;
	if (!rule || process.env.VERBOSE)
		console.log((rule ? 'explained ' : 'DIFFERENT ') + peer + ': ' + write(smallSchema) +
			' on ' + write(smallValue) + ': ' + JSON.stringify(verdicts));
}

// Its reasons are counted without the names of the schema that stand in them.
function refuse(peer, why) {
	const reason = peer + ' gives up: ' +
		why.replace(/(reference|pointer:|instances of) .*/, '$1 ...');
	tally.refused.set(reason, (tally.refused.get(reason) || 0) + 1);
}

async function compareOne(peer, pair, mine, theirs) {
	tally.pairs[peer] = (tally.pairs[peer] || 0) + 1;
	if (kind(mine) !== 'error' && kind(theirs) === 'error')
		refuse(peer, theirs);
	else if (mine !== theirs)
		await judge(peer, pair);
}

async function compare() {
	const schema = schemas.root(), values = schemas.values(schema, VALUES);
	const all = await askAll(schema, values);
	tally.schemas++;
	for (const peer of Object.keys(asked).slice(1)) {
		for (const [i, value] of values.entries())
			await compareOne(peer, [schema, value], all.rtok[i], all[peer][i]);
	}
	tally.valid += all.rtok.filter(v => v === true).length;
}

const figure = (n, words) => console.log(String(n).padStart(9) + ' ' + words);

async function main([count, from, bowtie, interpreter]) {
	seed(Number(from));
	asked.rtok = here(bowtie);
	try {
		asked.ajv = ajv();
	} catch {
		console.log('skipped  checks beside ajv: npm has not brought it');
	}
	if (interpreter)
		asked.jsonschema = python(interpreter);
	for (let left = Number(count); left > 0; left--)
		await compare();
	Object.values(asked).forEach(who => who.end());
	figure(tally.schemas * VALUES, 'pairs of ' + tally.schemas + ' schemas and a value (' +
		tally.valid + ' valid)');
	for (const [peer, n] of Object.entries(tally.pairs))
		figure(n, 'of them compared with ' + peer);
	for (const [reason, n] of [...tally.refused].sort((a, b) => b[1] - a[1]))
		figure(n, reason);
	for (const [rule, n] of [...tally.explained].sort((a, b) => b[1] - a[1]))
		figure(n, 'explained: ' + rule.peer + ' ' + rule.words + ' (' + rule.section + ')');
	figure(tally.different, 'differences not explained');
	process.exit(tally.different ? 1 : 0);
}

main(process.argv.slice(2));
