/*
 * Random schemas of all the words of JSON Schema 2020-12, and values for them that are
 * often nearly valid. A schema has two resources, "root" and "inner", that refer to each
 * other; no reference leads back to itself without a step into the value.
 */
'use strict';

const {below, oneIn, pick, several, draw} = require('./chance.js');
const {number, isObject} = require('./values.js');

const ROOT = 'https://example.com/root';
const DEPTH = 3; // of schemas in each other
const FAR = 4; // of values in each other

const names = ['a', 'b', 'c', 'ab', 'é', 'a/b', '~', ''];
const strings = ['', 'a', 'b', 'ab', 'abc', 'é', '🐲', 'e\u0301', '1', '\u0000', 'a"\\'];
const numbers = ['0', '-0', '0.0', '1', '1.0', '10e-1', '1E0', '2', '3', '3.0', '0.1', '0.3',
	'0.30', '0.5', '1.5', '2.5', '10', '1e1', '100', '-1', '-1.0', '0.07', '19.99', '1e-7', '4.35'];
const great = ['9007199254740993', '9007199254740992', '1e300', '12345678901234567890',
	'0.1000000000000000055', '1e20'];
const patterns = ['^a', 'b$', '.', '^.$', '^[a-c]+$', '[0-9]', '^é', '^$', 'a|1', '^(?!a)'];
const types = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'];
const counts = ['0', '1', '1', '2', '2.0', '3'];

// ---- values ----

const aNumber = () => number(pick(oneIn(40) ? great : numbers));
const name = () => pick(names);
const object = (n, member) => Object.fromEntries(several(n, () => [name(), member()]));

function value(depth) {
	return draw([
		[2, () => null],
		[3, () => oneIn(2)],
		[8, aNumber],
		[7, () => pick(strings)],
		[depth ? 6 : 1, () => several(below(depth ? 5 : 1), () => value(depth - 1))],
		[depth ? 7 : 1, () => object(below(depth ? 5 : 1), () => value(depth - 1))],
	]);
}

// ---- schemas ----

/*
 * Where a schema is made: how deep it may still be, its resource, its place in the order
 * in which references lead on, and whether a value has to be stepped into before that.
 */
const deeper = at => ({...at, depth: at.depth - 1});
const inside = at => ({...at, depth: at.depth - 1, open: true});

const defs = ['a', 'b', 'c']; // of the root, then come the resource "inner" and its own
const INNER = defs.length, OWN = INNER + 1;

// The references from one resource to each place, from -1, the root.
const ways = {
	root: [['#', 'root', ROOT, ''], ...defs.map(d => ['#/$defs/' + d, '#' + d, ROOT + '#' + d]),
		['inner', '#/$defs/inner', 'inner#'], ['inner#/$defs/x', 'inner#x']],
	inner: [['root', ROOT], ...defs.map(d => ['root#/$defs/' + d, 'root#' + d]),
		['#', 'inner', ''], ['#/$defs/x', '#x', 'inner#x']],
};

function reference(at) {
	const places = ways[at.resource].slice(at.open ? 0 : at.index + 2);
	return places.length ? pick(pick(places)) : undefined;
}

// ajv takes no other way than the first
const dynamic = at => at.open ? pick(oneIn(30) ? ['root#n', 'inner#n'] : ['#n']) : undefined;
const list = (n, make) => several(1 + below(n), make);
const count = () => number(pick(counts));
const steps = ['1', '2', '0.1', '0.01', '0.5', '3', '1e-2', '1.0', '2.5', '0.07'];
const one = at => schema(inside(at));
const same = at => schema(deeper(at));

// the weight, the word, and what it may say; undefined: nothing here
const words = [
	[6, 'type', () => oneIn(3) ? [...new Set(list(3, () => pick(types)))] : pick(types)],
	[3, 'const', () => value(2)],
	[3, 'enum', () => list(4, () => value(1))],
	[3, 'multipleOf', () => number(pick(steps))],
	[2, 'maximum', aNumber],
	[2, 'exclusiveMaximum', aNumber],
	[2, 'minimum', aNumber],
	[2, 'exclusiveMinimum', aNumber],
	[2, 'maxLength', count],
	[2, 'minLength', count],
	[3, 'pattern', () => pick(patterns)],
	[2, 'maxItems', count],
	[2, 'minItems', count],
	[4, 'uniqueItems', () => !oneIn(6)],
	[2, 'maxContains', count],
	[3, 'minContains', count],
	[2, 'maxProperties', count],
	[2, 'minProperties', count],
	[3, 'required', () => [...new Set(list(2, name))]],
	[3, 'dependentRequired', () => object(1 + below(2), () => [...new Set(list(2, name))])],
	[5, 'prefixItems', at => list(3, () => one(at))],
	[5, 'items', one],
	[6, 'contains', one],
	[8, 'properties', at => object(1 + below(4), () => one(at))],
	[5, 'patternProperties',
		at => Object.fromEntries(list(2, () => [pick(patterns), one(at)]))],
	[4, 'additionalProperties', one],
	[3, 'propertyNames', one],
	[4, 'dependentSchemas', at => object(1 + below(2), () => same(at))],
	[4, 'allOf', at => list(3, () => same(at))],
	[4, 'anyOf', at => list(3, () => same(at))],
	[4, 'oneOf', at => list(3, () => same(at))],
	[3, 'not', same],
	[6, 'if', same],
	[4, 'then', same],
	[4, 'else', same],
	[5, 'unevaluatedItems', one],
	[6, 'unevaluatedProperties', one],
	[7, '$ref', reference],
	[4, '$dynamicRef', dynamic],
	[1, 'title', () => pick(strings)],
	[1, 'unknown', () => value(1)],
].map(([weight, word, say]) => [weight, () => [word, say]]);

function schema(at) {
	if (at.depth <= 0)
		return oneIn(3) ? !oneIn(3) : {type: pick(types)};
	if (oneIn(12))
		return !oneIn(3);
	const made = {};
	for (let left = 1 + below(4); left > 0; left--) {
		const [word, say] = draw(words);
		const said = say(at);
		if (said !== undefined)
			made[word] = said;
	}
	return made;
}

const opened = made => isObject(made) ? made : {allOf: [made]};
const anchored = (anchor, at) => ({$anchor: anchor, ...opened(schema(at))});

// "n" is at the root or at one of its own, with or without dynamics.
function resource(id, at, own) {
	const made = {$id: id, ...opened(schema(at)), $defs: own};
	const holder = oneIn(2) ? made : pick(Object.values(own).filter(d => !d.$id));
	holder[oneIn(4) && holder === made ? '$anchor' : '$dynamicAnchor'] = 'n';
	return made;
}

function root() {
	const at = index => ({depth: DEPTH - (index >= 0), resource: 'root', index, open: false});
	const x = {depth: DEPTH - 1, resource: 'inner', index: OWN, open: false};
	const own = Object.fromEntries(defs.map((d, i) => [d, anchored(d, at(i))]));
	own.inner = resource('inner', {...x, index: INNER}, {x: anchored('x', x)});
	return resource(ROOT, at(-1), own);
}

// ---- values for a schema ----

const like = {
	null: () => null,
	boolean: () => oneIn(2),
	number: aNumber,
	integer: aNumber,
	string: () => pick(strings),
	array: (s, depth) => several(below(5), i => suited(part(s, i), depth - 1)),
	object: (s, depth) => {
		const known = Object.keys(s.properties || {}).concat(s.required || []);
		return Object.fromEntries(several(below(5), () => {
			const key = known.length && !oneIn(3) ? pick(known) : name();
			return [key, suited((s.properties || {})[key], depth - 1)];
		}));
	},
};
const part = (s, i) => (s.prefixItems || [])[i] || s.items || s.contains;
const inPlace = ['allOf', 'anyOf', 'oneOf'];

// What is nearer to valid than chance; it follows no references.
function suited(s, depth) {
	if (depth <= 0 || !isObject(s) || oneIn(5))
		return value(Math.max(depth, 0));
	if ('const' in s)
		return s.const;
	if (s.enum)
		return pick(s.enum);
	const branches = inPlace.flatMap(word => s[word] || []).concat(s.then || []);
	if (branches.length && oneIn(2))
		return suited(pick(branches), depth);
	if (s.type)
		return like[Array.isArray(s.type) ? pick(s.type) : s.type](s, depth);
	if (s.properties || s.required || s.patternProperties || s.unevaluatedProperties)
		return like.object(s, depth);
	if (s.prefixItems || s.items || s.contains || s.uniqueItems)
		return like.array(s, depth);
	return value(depth);
}

const values = (s, n) => several(n, () => suited(s, FAR));

module.exports = {root, value, values};
